import { type Landing, landingAt } from "./landing.ts";
import type { Place } from "./place.ts";
import { scrollWhileNear } from "./scroll-while-near.ts";

/**
 * Drags an item of a list up and down until the pointer lets go. All items that can change places have their id in
 * `data-sorted`. The list shows which one is dragged (`data-dragged`), and where it lands (`data-landing` on the one beside
 * that: "before" or "after"). Escape, and whatever takes the pointer away, leave it where it was.
 * @param press the press on the handle in the item
 * @param drop called where the item is let go at another place
 * @param signal ends the drag
 */
export function dragItem(press: PointerEvent, drop: (place: Place) => void, signal: AbortSignal): void {
  const { currentTarget: handle, pointerId } = press;
  const item = handle instanceof HTMLElement ? handle.closest<HTMLElement>("[data-sorted]") : null;
  const list = item?.parentElement ?? null;
  if (!(handle instanceof HTMLElement) || item === null || list === null) return;
  const ended = new AbortController();
  const startHeight = press.clientY + scrollY;
  let height = press.clientY;
  let landing: Landing | undefined;

  function showLanding(next: Landing | undefined): void {
    landing?.beside.removeAttribute("data-landing");
    landing = next;
    if (landing !== undefined) landing.beside.dataset["landing"] = "before" in landing.place ? "before" : "after";
  }

  function draw(): void {
    item?.style.setProperty("translate", `0 ${height + scrollY - startHeight}px`);
    if (item === null || list === null) return;
    showLanding(landingAt(height, item, [...list.querySelectorAll<HTMLElement>("[data-sorted]")]));
  }

  function end(): void {
    ended.abort();
    showLanding(undefined);
    item?.removeAttribute("data-dragged");
    item?.style.removeProperty("translate");
  }

  function letGo(): void {
    const place = landing?.place;
    end();
    if (place !== undefined) drop(place);
  }

  function pressKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    end();
  }

  // Otherwise the press would select text.
  press.preventDefault();
  handle.setPointerCapture(pointerId);
  item.dataset["dragged"] = "";
  const whileDragged = { signal: ended.signal };
  const ofThisPointer = (act: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === pointerId) act(event);
  };
  handle.addEventListener(
    "pointermove",
    ofThisPointer(({ clientY }) => {
      height = clientY;
      draw();
    }),
    whileDragged,
  );
  handle.addEventListener("pointerup", ofThisPointer(letGo), whileDragged);
  handle.addEventListener("lostpointercapture", ofThisPointer(end), whileDragged);
  addEventListener("scroll", draw, whileDragged);
  addEventListener("keydown", pressKey, { ...whileDragged, capture: true });
  signal.addEventListener("abort", end, whileDragged);
  scrollWhileNear(() => height, ended.signal);
}
