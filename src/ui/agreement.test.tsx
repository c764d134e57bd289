// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { Agreement } from "./agreement.tsx";

vi.mock("./translate.ts", () => ({ translate: (key: string) => key }));

afterEach(() => {
  render(null, document.body);
});

function show(waiting: boolean): HTMLButtonElement | null {
  const button: { current: HTMLButtonElement | null } = { current: null };
  const agreement = { needed: true, button, accept: () => {}, remind: () => button.current?.focus() };
  act(() => render(<Agreement agreement={agreement} site="chatgptt.me" waiting={waiting} />, document.body));
  return button.current;
}

it("takes the focus where a question was sent before it stood", () => {
  const button = show(true);
  expect(button).not.toBeNull();
  expect(document.activeElement).toBe(button);
});

it("leaves the focus where it is while nothing waits", () => {
  expect(show(false)).not.toBeNull();
  expect(document.activeElement).toBe(document.body);
});
