import { expect, it, vi } from "vitest";
import { sampleConversation } from "../../conversations/samples.test-tools.ts";
import { createTestChat } from "../client/chat.test-tools.ts";
import { tabTitle } from "./tab-title.ts";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

it.each([
  ["c", "Bees", false, "Bees – extensionName"],
  ["c", "", false, "extensionName"],
  ["temporary:7:a", "Bees", false, "temporaryChat – extensionName"],
  ["temporary:7:a", "Bees", true, "Bees – extensionName"],
])("names the tab of %s with the title “%s” (private: %s)", (id, title, isPrivate, name) => {
  const chat = createTestChat({ send: () => undefined, hasAgreed: () => true, close: () => undefined });
  chat.show(id);
  const conversation = sampleConversation({ id, title });
  chat.receive({ type: "snapshot", sequence: 0, conversation, messages: [], draft: "" });
  expect(tabTitle(chat, isPrivate)).toBe(name);
});
