// @vitest-environment happy-dom
import type { Signal } from "@preact/signals";
import { render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useStickToBottom } from "./use-stick-to-bottom.ts";

/** A line and its frame, in pixels. */
const ROOM = 500;

let height: number;
let room: number;
let top: number;
let grown: () => void;
let atEnd: Signal<boolean>;

function Log({ name, tell }: { name: string; tell(atEnd: Signal<boolean>): void }) {
  const { element, content, atEnd: shown } = useStickToBottom(name);
  useLayoutEffect(() => tell(shown), []);
  return (
    <div ref={element} class="log">
      <div ref={content}>
        <textarea />
        <div class="table" />
      </div>
    </div>
  );
}

/** Lays the log out as a browser does: its place is never beyond its end. */
beforeEach(() => {
  [height, room, top] = [2_000, ROOM, 0];
  const layout = {
    scrollHeight: { get: () => height },
    clientHeight: { get: () => room },
    clientWidth: { get: () => 300 },
    scrollTop: {
      get(this: Element) {
        return this.className === "log" ? top : Number(this.getAttribute("data-top") ?? 0);
      },
      set: (value: number) => (top = Math.max(0, Math.min(value, height - room))),
    },
  };
  for (const [name, descriptor] of Object.entries(layout))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, ...descriptor });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: () => void) {
        grown = callback;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
  show("a");
});
afterEach(() => {
  act(() => render(null, document.body));
  for (const name of ["scrollHeight", "clientHeight", "clientWidth", "scrollTop"])
    Reflect.deleteProperty(HTMLElement.prototype, name);
  vi.unstubAllGlobals();
});

function show(name: string): void {
  act(() => render(<Log name={name} tell={(shown) => (atEnd = shown)} />, document.body));
}

const log = () => document.querySelector(".log") ?? expect.fail("no log");
const fromEnd = () => height - top - room;

function grow(by: number): void {
  height += by;
  grown();
}

function scrollTo(place: number): void {
  top = place;
  log().dispatchEvent(new Event("scroll"));
}

function wheel(deltaY: number, target: Element = log(), more = {}): void {
  target.dispatchEvent(Object.assign(new Event("wheel", { bubbles: true }), { deltaY, ...more }));
}

it("stays at the end of what grows, however far that goes with one step", () => {
  for (const by of [20, 3_000, 1]) {
    grow(by);
    expect(fromEnd()).toBe(0);
    // The browser tells of each jump a frame later, when more has come and is not laid out yet.
    height += 400;
    log().dispatchEvent(new Event("scroll"));
    grow(0);
    expect(fromEnd()).toBe(0);
  }
});

it("is left by the slowest wheel, also where more comes with each frame, and goes on at the end alone", () => {
  wheel(-1);
  grow(30);
  for (let frame = 0; frame < 5; frame += 1) {
    scrollTo(top - 4);
    grow(30);
  }
  expect(fromEnd()).toBe(6 * 30 + 5 * 4);
  scrollTo(top + 40);
  grow(30);
  expect(atEnd.value).toBe(false);
  // At the end of what is seen, while more is on its way.
  height += 30;
  scrollTo(height - 30 - room);
  expect(atEnd.value).toBe(true);
  grow(30);
  expect(fromEnd()).toBe(0);
});

it.each<[string, () => Event | Event[]]>([
  ["ArrowUp", () => new KeyboardEvent("keydown", { key: "ArrowUp" })],
  ["PageUp", () => new KeyboardEvent("keydown", { key: "PageUp" })],
  ["Home", () => new KeyboardEvent("keydown", { key: "Home" })],
  ["Shift and Space", () => new KeyboardEvent("keydown", { key: " ", shiftKey: true })],
  ["its scroll bar", () => Object.assign(new Event("pointerdown"), { clientX: 305 })],
  ["a finger", () => [touch("touchstart", 100), touch("touchmove", 104)]],
])("is left by %s", (_name, events) => {
  for (const event of [events()].flat()) log().dispatchEvent(event);
  expect(atEnd.value).toBe(false);
  grow(30);
  expect(fromEnd()).toBe(30);
});

function touch(type: string, clientY: number): Event {
  return Object.assign(new Event(type), { touches: [{ clientY }] });
}

it("is not left by what scrolls nothing back in it", () => {
  wheel(4);
  wheel(-4, log(), { ctrlKey: true });
  document.querySelector(".table")?.setAttribute("data-top", "50");
  wheel(-4, document.querySelector(".table") ?? log());
  const key = (name: string) => new KeyboardEvent("keydown", { key: name, bubbles: true });
  document.querySelector("textarea")?.dispatchEvent(key("ArrowUp"));
  for (const name of ["ArrowDown", "End", " ", "a"]) log().dispatchEvent(key(name));
  for (const event of [touch("touchstart", 100), touch("touchmove", 90)]) log().dispatchEvent(event);
  log().dispatchEvent(Object.assign(new Event("pointerdown"), { clientX: 100 }));
  expect(atEnd.value).toBe(true);
});

it("is not left where everything is in sight", () => {
  [height, top] = [ROOM, 0];
  wheel(-4);
  expect(atEnd.value).toBe(true);
});

it("takes what shrinks, and more room, for no scrolling", () => {
  height -= 300;
  scrollTo(height - room);
  grow(0);
  room += 200;
  scrollTo(height - room - 1);
  grow(0);
  expect(atEnd.value).toBe(true);
});

it("takes it for no scrolling where a shrunken log has grown beyond itself before the browser tells", () => {
  // As where bare text becomes formatted text: for a moment there is nothing.
  height = 0;
  log().scrollTop = top;
  expect(top).toBe(0);
  height = 3_000;
  log().dispatchEvent(new Event("scroll"));
  grow(0);
  expect(atEnd.value).toBe(true);
  expect(fromEnd()).toBe(0);
});

it("is left where a program leads elsewhere, and starts at the end with another conversation", () => {
  scrollTo(200);
  expect(atEnd.value).toBe(false);
  grow(30);
  expect(top).toBe(200);
  show("b");
  expect(fromEnd()).toBe(0);
  expect(atEnd.value).toBe(true);
});
