import type { Conversation, Message } from "./conversation.ts";

/** Returns a message of conversation `c`. Fields that the test does not name do not matter to it. */
export function sampleMessage(change: Partial<Message> & { id: string }): Message {
  return { conversationId: "c", parentId: null, role: "user", text: "", state: "done", createdAt: 1, ...change };
}

/** Returns a conversation. Fields that the test does not name do not matter to it. */
export function sampleConversation(change: Partial<Conversation> = {}): Conversation {
  return { id: "c", title: "", createdAt: 1, updatedAt: 1, leafId: null, ...change };
}
