// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dragItem } from "./drag-item.ts";
import type { Place } from "./place.ts";

/** The height of an item, in px. They stand one below the other, from the upper edge of the window. */
const HEIGHT = 100;

let dropped: Place[];
let gone: AbortController;

beforeEach(() => {
  document.body.innerHTML = `<ul>${["a", "b", "c"]
    .map((id) => `<li id="${id}" data-sorted="${id}"><span class="handle"></span></li>`)
    .join("")}<li id="other"></li></ul>`;
  for (const [index, item] of [...document.querySelectorAll("li")].entries()) {
    item.getBoundingClientRect = () => new DOMRect(0, index * HEIGHT, 300, HEIGHT);
  }
  for (const handle of document.querySelectorAll(".handle")) handle.setPointerCapture = () => undefined;
  vi.stubGlobal("requestAnimationFrame", () => 0);
  dropped = [];
  gone = new AbortController();
});
afterEach(() => vi.unstubAllGlobals());

const byId = (id: string) => document.getElementById(id) as HTMLElement;

function pointer(type: string, id: string, clientY: number, pointerId = 1): void {
  const handle = byId(id).querySelector(".handle");
  handle?.dispatchEvent(new PointerEvent(type, { clientY, pointerId, bubbles: true, cancelable: true }));
}

/** Presses in the middle of an item and moves to a height. */
function drag(id: string, to: number): void {
  const start = (event: Event) => dragItem(event as PointerEvent, (place) => dropped.push(place), gone.signal);
  const handle = byId(id).querySelector(".handle");
  handle?.addEventListener("pointerdown", start, { once: true });
  pointer("pointerdown", id, byId(id).getBoundingClientRect().top + HEIGHT / 2);
  pointer("pointermove", id, to);
}

const landing = () =>
  [...document.querySelectorAll<HTMLElement>("[data-landing]")].map(({ id, dataset }) => `${dataset["landing"]} ${id}`);
const isDragged = () => document.querySelector("[data-dragged]") !== null;

it.each<[string, number, string[], Place[]]>([
  ["a", 120, [], []],
  ["a", 160, ["before c"], [{ before: "c" }]],
  ["a", 900, ["after c"], [{ after: "c" }]],
  ["b", 40, ["before a"], [{ before: "a" }]],
  ["b", -50, ["before a"], [{ before: "a" }]],
  ["b", 60, [], []],
  ["b", 240, [], []],
  ["b", 260, ["after c"], [{ after: "c" }]],
  ["c", 140, ["before b"], [{ before: "b" }]],
  ["c", 900, [], []],
])("%s, let go at %d, shows that it lands %j", (id, to, shown, places) => {
  drag(id, to);
  expect([landing(), isDragged()]).toEqual([shown, true]);
  pointer("pointerup", id, to);
  pointer("lostpointercapture", id, to);
  expect([dropped, landing(), isDragged(), byId(id).style.translate]).toEqual([places, [], false, ""]);
});

it.each<[string, () => void]>([
  ["Escape", () => dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))],
  ["what takes the pointer away", () => pointer("lostpointercapture", "a", 900)],
  ["the end of the list", () => gone.abort()],
])("%s leaves the item where it was", (_, end) => {
  drag("a", 900);
  end();
  pointer("pointerup", "a", 900);
  expect([dropped, landing(), isDragged(), byId("a").style.translate]).toEqual([[], [], false, ""]);
});

it("another finger and other keys change nothing", () => {
  drag("a", 160);
  pointer("pointermove", "a", 900, 2);
  pointer("pointerup", "a", 900, 2);
  dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  expect([landing(), isDragged()]).toEqual([["before c"], true]);
});
