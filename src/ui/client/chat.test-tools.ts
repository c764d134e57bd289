import { sampleConversation } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import { type Chat, type ChatDependencies, createChat } from "./chat.ts";

/**
 * A chat in window 7, whose ids are counted: `id-1` is its first conversation. Nothing is known of whom it asks, unless
 * `chosen` says so.
 */
export function createTestChat(
  dependencies: Pick<ChatDependencies, "send" | "hasAgreed" | "close"> & Partial<Pick<ChatDependencies, "chosen">>,
): Chat {
  let ids = 0;
  return createChat({
    chosen: () => undefined,
    ...dependencies,
    randomId: () => `id-${(ids += 1)}`,
    newConversationId: (unique, temporary) => (temporary ? `temporary:7:${unique}` : unique),
  });
}

/** A conversation without messages, and the draft that was kept for it. */
export function snapshotOf(conversationId: string, draft: string): Event {
  return {
    type: "snapshot",
    sequence: 0,
    conversation: sampleConversation({ id: conversationId }),
    messages: [],
    draft,
  };
}

/** The command that confirms an intent. */
export const intentDone = (intentId: string): Command => ({ type: "intent-done", intentId });
