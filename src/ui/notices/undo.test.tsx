// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UndoNotice } from "./undo.tsx";
import { isTextBox, isUndoKey } from "./undo-keys.ts";
import { createUndo, OFFERED_MS, type Undo } from "../client/undo-stack.ts";

vi.mock("../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => [key, ...values].join(" "),
}));

let undo: Undo;
let undone: string[];
beforeEach(() => {
  vi.useFakeTimers();
  undo = createUndo();
  undone = [];
  act(() =>
    render(
      <>
        <button type="button">before</button>
        <input aria-label="text" />
        <UndoNotice undo={undo} />
      </>,
      document.body,
    ),
  );
});
afterEach(() => {
  act(() => render(null, document.body));
  vi.useRealTimers();
});

const find = <Found extends HTMLElement>(selector: string) => document.querySelector<Found>(selector);
const button = () => find(".undo button");

function show(text: string): void {
  act(() => undo.show({ text, undo: () => undone.push(text) }));
}

function press(key: string, more: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  act(() => void (document.activeElement ?? document.body).dispatchEvent(event));
}

it("stands as long as it has the focus, and goes some time after it has lost it", async () => {
  show("one");
  act(() => button()?.focus());
  await act(async () => void (await vi.advanceTimersByTimeAsync(OFFERED_MS * 20)));
  expect(button()).not.toBeNull();
  act(() => find("button")?.focus());
  await act(async () => void (await vi.advanceTimersByTimeAsync(OFFERED_MS)));
  expect(button()).toBeNull();
});

it("is where Tab leads once, and Shift+Tab leads back", () => {
  const before = find("button");
  before?.focus();
  show("one");
  press("Tab");
  expect(document.activeElement).toBe(button());
  press("Tab", { shiftKey: true });
  expect(document.activeElement).toBe(before);
  press("Tab");
  expect(document.activeElement).toBe(before);
  show("two");
  press("Tab");
  expect(document.activeElement).toBe(button());
});

it("takes the last back by its button, leads back to where one came from, and offers the one before", () => {
  find("button")?.focus();
  show("one");
  show("two");
  press("Tab");
  act(() => button()?.click());
  expect(undone).toEqual(["two"]);
  expect(document.activeElement).toBe(find("button"));
  expect(find(".undo-text")?.textContent).toBe("one");
  expect(document.body.textContent).toContain("undone two");
});

it.each([{ ctrlKey: true }, { metaKey: true }])(
  "takes the last back by %j and Z, but not in a text box",
  (modifier) => {
    show("one");
    find("input")?.focus();
    press("z", modifier);
    expect(undone).toEqual([]);
    find("button")?.focus();
    press("z", { ...modifier, shiftKey: true });
    press("z");
    expect(undone).toEqual([]);
    press("z", modifier);
    expect(undone).toEqual(["one"]);
  },
);

describe("the key that undoes", () => {
  const isIt = (init: KeyboardEventInit) => isUndoKey(new KeyboardEvent("keydown", init));

  it("is Z by its letter, on whichever place, or by its place where there are other letters", () => {
    expect(isIt({ key: "Z", code: "KeyY", ctrlKey: true })).toBe(true);
    expect(isIt({ key: "я", code: "KeyZ", ctrlKey: true })).toBe(true);
    expect(isIt({ key: "w", code: "KeyZ", ctrlKey: true })).toBe(false);
    expect(isIt({ key: "z", code: "KeyZ", ctrlKey: true, altKey: true })).toBe(false);
    expect(isIt({ key: "z", code: "KeyZ", ctrlKey: true, metaKey: true })).toBe(false);
  });
});

describe("a text box", () => {
  it.each([
    ["<textarea></textarea>", true],
    ["<input>", true],
    ['<input type="search">', true],
    ['<input type="password">', true],
    ['<div contenteditable="true"></div>', true],
    ['<input type="checkbox">', false],
    ['<input type="radio">', false],
    ["<select></select>", false],
    ["<button></button>", false],
  ])("%s: %s", (markup, expected) => {
    const place = document.createElement("div");
    place.innerHTML = markup;
    expect(isTextBox(place.firstElementChild)).toBe(expected);
  });
});
