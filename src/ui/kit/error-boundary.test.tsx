// @vitest-environment happy-dom
import { render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTestChat } from "../client/chat.test-tools.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { SafeView } from "../shell/safe-view.tsx";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

let broken: boolean;

beforeEach(() => {
  broken = true;
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  act(() => render(null, document.body));
  vi.restoreAllMocks();
});

function Drawn() {
  if (broken) throw new RangeError("Maximum call stack size exceeded");
  return <p>drawn</p>;
}

function DrawnLater() {
  useLayoutEffect(() => {
    if (broken) throw new RangeError("Maximum call stack size exceeded");
  });
  return <p>drawn</p>;
}

function show(child: preact.ComponentChild, retryOn: unknown = 1): string | null {
  act(() =>
    render(
      <ErrorBoundary texts={() => ["the words", "", "of it"]} retryOn={retryOn}>
        {child}
      </ErrorBoundary>,
      document.body,
    ),
  );
  return document.body.textContent;
}

it.each([
  ["while it is drawn", <Drawn key="a" />],
  ["after that", <DrawnLater key="b" />],
])("shows a sentence and the bare text where something throws %s, and draws it again when asked", (_when, child) => {
  expect(show(child)).toBe("notDrawntryAgainthe words\n\nof it");
  expect(console.error).toHaveBeenCalledOnce();
  const again = () => act(() => document.querySelector("button")?.click());
  again();
  expect(document.body.textContent).toContain("the words");
  broken = false;
  again();
  expect(document.body.textContent).toBe("drawn");
});

it("tries again by itself when what it depends on has changed", () => {
  expect(show(<Drawn />, 1)).toContain("the words");
  expect(show(<Drawn />, 1)).toContain("the words");
  expect(show(<Drawn />, 2)).toContain("the words");
  broken = false;
  expect(show(<Drawn />, 3)).toBe("drawn");
});

it("shows what has been typed where a whole view cannot be drawn", () => {
  const chat = createTestChat({ send: () => undefined, hasAgreed: () => true, close: () => undefined });
  chat.draft.text.value = "half a thought";
  act(() =>
    render(
      <SafeView chat={chat}>
        <Drawn />
      </SafeView>,
      document.body,
    ),
  );
  expect(document.body.textContent).toBe("notDrawntryAgainhalf a thought");
});
