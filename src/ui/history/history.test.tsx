// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sampleConversation } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import type { Chat } from "../client/chat.ts";
import { createTestChat } from "../client/chat.test-tools.ts";
import { History } from "./history.tsx";
import { createUndo } from "../notices/undo.tsx";
import type { ViewContext } from "../shell/view-context.ts";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => (key === "languageCode" ? "en" : key) }));

let sent: Command[];
let chat: Chat;

/** Every browser of ours has it; Node 20 has not. */
function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const [index, item] of [...items].entries()) {
    const key = keyOf(item, index);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

beforeEach(() => {
  Map.groupBy ??= groupBy;
  sent = [];
  chat = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => true, close: () => undefined });
  const context = { chat, undo: createUndo(), isPrivate: false } as unknown as ViewContext;
  act(() => render(<History context={context} onShow={() => undefined} />, document.body));
});
afterEach(() => act(() => render(null, document.body)));

const limits = () => sent.flatMap((command) => (command.type === "list" ? [command.limit] : []));
const button = (name: string) =>
  [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name);

function receive(count: number, more: boolean): void {
  const conversations = Array.from({ length: count }, (_, index) =>
    sampleConversation({ id: `c${index}`, title: `Title ${index}` }),
  );
  act(() => chat.receive({ type: "conversations", conversations, more }));
}

it("asks for older conversations as long as there are more, and shows them below the others", () => {
  expect(limits()).toEqual([50]);
  receive(50, true);
  act(() => button("showOlder")?.click());
  expect(limits()).toEqual([50, 100]);
  expect(document.querySelectorAll("li")).toHaveLength(50);
  receive(80, false);
  expect(document.querySelectorAll("li")).toHaveLength(80);
  expect(button("showOlder")).toBeUndefined();
});

it("is sent no more when it is closed", () => {
  act(() => render(null, document.body));
  expect(limits()).toEqual([50, null]);
});
