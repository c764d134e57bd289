// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { createTestChat } from "../client/chat.test-tools.ts";
import { HistoryList } from "./history-list.tsx";
import { createUndo } from "../notices/undo.tsx";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

afterEach(() => {
  render(null, document.body);
});

it.each([
  [false, "noConversations"],
  [true, "noPrivateConversations"],
])("says in an empty list where conversations will be kept (in a private window: %s)", (isPrivate, text) => {
  const chat = createTestChat({ send: () => undefined, hasAgreed: () => true, close: () => undefined });
  chat.receive({ type: "conversations", conversations: [], more: false });
  const context = { chat, undo: createUndo(), isPrivate };
  act(() => render(<HistoryList context={context} show={() => undefined} />, document.body));
  expect(document.body.textContent).toBe(text);
});
