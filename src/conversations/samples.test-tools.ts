import type { Conversation, Message } from "./conversation.ts";

/** A message of conversation `c`; what is not named is of no matter to the test. */
export function sampleMessage(change: Partial<Message> & { id: string }): Message {
  return { conversationId: "c", parentId: null, role: "user", text: "", state: "done", createdAt: 1, ...change };
}

/** A conversation; what is not named is of no matter to the test. */
export function sampleConversation(change: Partial<Conversation> = {}): Conversation {
  return { id: "c", title: "", createdAt: 1, updatedAt: 1, leafId: null, ...change };
}
