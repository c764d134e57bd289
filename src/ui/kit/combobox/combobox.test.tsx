// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Combobox } from "./combobox.tsx";
import type { ComboboxOption } from "./filter-options.ts";

const value = signal("");
const options = signal<readonly ComboboxOption[]>([]);
const onOpen = vi.fn();
const onKeyDown = vi.fn();

function Page() {
  return (
    <div role="group" onKeyDown={onKeyDown}>
      <Combobox
        label="Model"
        value={value.value}
        options={options.value}
        onInput={(text) => (value.value = text)}
        onOpen={onOpen}
      />
    </div>
  );
}

beforeEach(async () => {
  value.value = "";
  options.value = [{ value: "a-1", name: "First" }, { value: "a-2" }, { value: "b-3" }];
  vi.clearAllMocks();
  await act(() => render(<Page />, document.body));
});
afterEach(() => act(() => render(null, document.body)));

const field = () => document.querySelector<HTMLInputElement>('[role="combobox"]');
const shown = () => Array.from(document.querySelectorAll('[role="option"]'), ({ textContent }) => textContent);
const active = () => document.getElementById(field()?.getAttribute("aria-activedescendant") ?? "")?.textContent;
const isOpen = () => field()?.getAttribute("aria-expanded");

/** Presses a key, and returns whether the browser would do more with it. */
async function press(key: string): Promise<boolean> {
  let isLeft = true;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  await act(() => void (isLeft = field()?.dispatchEvent(event) === true));
  return isLeft;
}

async function type(text: string): Promise<void> {
  await act(() => {
    const input = field();
    if (input === null) return;
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

it("is opened by an arrow, gone through by keys, and one is taken", async () => {
  expect([isOpen(), shown()]).toEqual(["false", []]);
  await press("ArrowDown");
  expect([isOpen(), shown(), active()]).toEqual(["true", ["Firsta-1", "a-2", "b-3"], "Firsta-1"]);
  expect(onOpen).toHaveBeenCalledOnce();
  await press("ArrowDown");
  expect(active()).toBe("a-2");
  await press("End");
  expect(active()).toBe("b-3");
  await press("ArrowDown");
  expect(active()).toBe("Firsta-1");
  await press("ArrowUp");
  expect(active()).toBe("b-3");
  await press("Home");
  await press("ArrowDown");
  expect(await press("Enter")).toBe(false);
  expect([value.value, isOpen(), shown()]).toEqual(["a-2", "false", []]);
});

it("begins with what is chosen, and shows all beside it", async () => {
  await act(() => void (value.value = "b-3"));
  await press("ArrowUp");
  expect([active(), shown().length]).toEqual(["b-3", 3]);
});

it("is narrowed down by what is typed, which stays as it is typed", async () => {
  await type("a");
  expect([shown(), active()]).toEqual([["Firsta-1", "a-2"], undefined]);
  await type("first");
  expect(shown()).toEqual(["Firsta-1"]);
  expect(await press("Enter")).toBe(false);
  expect([value.value, isOpen()]).toEqual(["first", "false"]);
  expect(await press("Enter")).toBe(true);
});

it("shows no list where nothing is found, or what is typed is the only one", async () => {
  await type("nothing");
  expect([isOpen(), shown()]).toEqual(["false", []]);
  await type("b-3");
  expect(isOpen()).toBe("false");
});

it("keeps Escape for itself while it is open", async () => {
  await press("ArrowDown");
  onKeyDown.mockClear();
  expect(await press("Escape")).toBe(false);
  expect([isOpen(), onKeyDown.mock.calls.length]).toEqual(["false", 0]);
  expect(await press("Escape")).toBe(true);
});

it("takes what is clicked, and closes when it is left", async () => {
  await act(() => field()?.click());
  await act(() => document.querySelector<HTMLElement>('[role="option"]:last-child')?.click());
  expect([value.value, isOpen()]).toEqual(["b-3", "false"]);
  await press("ArrowDown");
  await act(() => void field()?.dispatchEvent(new FocusEvent("blur")));
  expect(isOpen()).toBe("false");
});

it("shows options that come while it is open", async () => {
  await act(() => void (options.value = []));
  await press("ArrowDown");
  expect(isOpen()).toBe("false");
  await act(() => void (options.value = [{ value: "late" }]));
  expect([isOpen(), shown()]).toEqual(["true", ["late"]]);
});
