// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { QuestionEditor } from "../thread/question/question-editor.tsx";
import { TitleEditor } from "../shell/title-editor.tsx";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));
vi.stubGlobal("CSS", { supports: () => true });

afterEach(() => act(() => render(null, document.body)));

/** Presses a key where the person writes. True: the browser does with it what it likes. */
function press(key: string, more: KeyboardEventInit & { keyCode?: number } = {}): boolean {
  const box = document.querySelector("input, textarea");
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, "keyCode", { value: more.keyCode ?? 0 });
  let isLeft = false;
  act(() => {
    isLeft = box?.dispatchEvent(event) ?? false;
  });
  return isLeft;
}

const BY_INPUT_METHOD = [{ isComposing: true }, { keyCode: 229 }];

it("leaves Enter and Escape of an input method to that, in the title", () => {
  const done = vi.fn();
  act(() => render(<TitleEditor title="Old" onDone={done} />, document.body));
  for (const key of ["Enter", "Escape"]) for (const more of BY_INPUT_METHOD) expect(press(key, more)).toBe(true);
  expect(done).not.toHaveBeenCalled();
  // The key is used up: it must not press what gets the focus then.
  expect(press("Enter")).toBe(false);
  expect(done).toHaveBeenCalledExactlyOnceWith("Old");
});

it("leaves Enter and Escape of an input method to that, in a question", () => {
  const [ask, close] = [vi.fn(), vi.fn()];
  const editor = (
    <QuestionEditor edited={signal("text")} takesFocus onAsk={ask} onClose={close} onCancel={() => undefined} />
  );
  act(() => render(editor, document.body));
  for (const key of ["Enter", "Escape"]) for (const more of BY_INPUT_METHOD) expect(press(key, more)).toBe(true);
  expect(press("Enter", { shiftKey: true })).toBe(true);
  expect(ask).not.toHaveBeenCalled();
  expect(close).not.toHaveBeenCalled();
  expect(press("Escape")).toBe(false);
  expect(press("Enter")).toBe(false);
  expect(close).toHaveBeenCalledOnce();
  expect(ask).toHaveBeenCalledExactlyOnceWith("text");
});
