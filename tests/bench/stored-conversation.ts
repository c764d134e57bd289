import type { Locator, Page } from "@playwright/test";
import type { Conversation, Message } from "../../src/conversations/conversation.ts";

declare global {
  /** Only inside the page that is measured. */
  var longTasks: number[];
}

/** Puts a conversation where the background keeps them, one message below the other. */
export async function storeConversation(
  page: Page,
  title: string,
  messages: readonly Pick<Message, "role" | "text">[],
): Promise<void> {
  const conversationId = `bench ${title}`;
  const idOf = (index: number): string => `${conversationId} ${index}`;
  const stored = messages.map(({ role, text }, index): Message => ({
    id: idOf(index),
    conversationId,
    parentId: index === 0 ? null : idOf(index - 1),
    role,
    text,
    state: "done",
    createdAt: 1_700_000_000_000 + index,
  }));
  const conversation: Conversation = {
    id: conversationId,
    title,
    createdAt: 1_700_000_000_000,
    updatedAt: Date.now(),
    leafId: idOf(messages.length - 1),
  };
  await page.evaluate(store, { conversation, messages: stored });
}

/** The row of a conversation in the list of a panel that has just been opened, before it is clicked. */
export async function openStored(page: Page, title: string): Promise<Locator> {
  await page.getByRole("button", { name: "New chat" }).click();
  await page.reload();
  await page.getByRole("button", { name: "Conversations" }).click();
  await page.evaluate(watchLongTasks);
  const row = page.getByRole("button", { name: new RegExp(`^${title}`) });
  await row.waitFor();
  return row;
}

function watchLongTasks(): void {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: "longtask" });
}

/** Runs inside the page. */
async function store({ conversation, messages }: { conversation: Conversation; messages: Message[] }): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("sidenote");
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("No database")));
  });
  const transaction = database.transaction(["conversations", "messages"], "readwrite");
  transaction.objectStore("conversations").put(conversation);
  for (const message of messages) transaction.objectStore("messages").put(message);
  await new Promise((resolve) => transaction.addEventListener("complete", resolve));
  database.close();
}
