// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { DEFAULT_BACKEND } from "../../backends/backend.ts";
import { Agreement } from "./consent-notice.tsx";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

afterEach(() => {
  render(null, document.body);
});

function show(waiting: boolean, onGone = () => {}, isPrivate = false): HTMLButtonElement | null {
  const button: { current: HTMLButtonElement | null } = { current: null };
  const agreement = { backend: DEFAULT_BACKEND, button, accept: () => {}, remind: () => button.current?.focus() };
  act(() =>
    render(
      <Agreement
        agreement={agreement}
        backend={DEFAULT_BACKEND}
        isPrivate={isPrivate}
        waiting={waiting}
        onGone={onGone}
      />,
      document.body,
    ),
  );
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

it.each([
  [false, "agreementKept"],
  [true, "agreementKeptInMemory"],
])("says where conversations are kept (in a private window: %s)", (isPrivate, text) => {
  show(false, () => {}, isPrivate);
  expect([...document.querySelectorAll("p")].map(({ textContent }) => textContent)).toContain(text);
});

it("tells when it goes, for the focus that goes with it", () => {
  const onGone = vi.fn();
  show(false, onGone);
  expect(onGone).not.toHaveBeenCalled();
  act(() => render(null, document.body));
  expect(onGone).toHaveBeenCalledTimes(1);
});
