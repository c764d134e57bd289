// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { createTestChat } from "../client/chat.test-tools.ts";
import { EmptyState } from "./empty-state.tsx";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

afterEach(() => {
  render(null, document.body);
});

it.each([
  [true, false, "emptyText"],
  [false, false, "emptyTextWithoutMenu"],
  [false, true, "temporaryText"],
])("names the menu where there is one (%s), except in a temporary chat (%s)", (hasContextMenu, temporary, text) => {
  const chat = createTestChat({ send: () => undefined, hasAgreed: () => true, close: () => undefined });
  if (temporary) chat.newChat(true);
  act(() => render(<EmptyState chat={chat} hasContextMenu={hasContextMenu} />, document.body));
  expect(document.querySelector("p")?.textContent).toBe(text);
});
