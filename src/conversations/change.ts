import * as z from "zod/mini";
import { type Conversation, conversationSchema, type Message, messageSchema } from "./conversation.ts";

/** One step of a conversation. Background and views apply the same steps in the same order. */
export const changeSchema = z.discriminatedUnion("type", [
  /** Title, leaf or time changed; the messages stay. */
  z.object({ type: z.literal("conversation"), conversation: conversationSchema }),
  /** A message is new, or stands differently from before. */
  z.object({ type: z.literal("message"), message: messageSchema }),
  /** The answer grew: `text` comes at its end. */
  z.object({ type: z.literal("text"), messageId: z.string(), text: z.string() }),
  /** The model thinks: `text` comes at the end of its reasoning. */
  z.object({ type: z.literal("reasoning"), messageId: z.string(), text: z.string() }),
  /** These messages are gone for good. */
  z.object({ type: z.literal("removed"), messageIds: z.array(z.string()) }),
]);
export type Change = z.infer<typeof changeSchema>;

export interface ConversationContent {
  conversation: Conversation;
  messages: Map<string, Message>;
}

/** Whether a step can lead to other messages on the shown path. */
export function changesPath({ type }: Change): boolean {
  return type === "conversation";
}

/** Applies one step in place. Text for a message that is not there is dropped: it can only be of a removed one. */
export function applyChange(content: ConversationContent, change: Change): void {
  switch (change.type) {
    case "conversation":
      content.conversation = change.conversation;
      return;
    case "message":
      content.messages.set(change.message.id, change.message);
      return;
    case "text": {
      const message = content.messages.get(change.messageId);
      if (message !== undefined) content.messages.set(message.id, appendText(message, change.text));
      return;
    }
    case "reasoning": {
      const message = content.messages.get(change.messageId);
      if (message !== undefined) content.messages.set(message.id, appendReasoning(message, change.text));
      return;
    }
    case "removed":
      for (const id of change.messageIds) content.messages.delete(id);
      return;
    default:
      change satisfies never;
  }
}

/** A message with more text at its end; the first text makes it `streaming`. */
export function appendText(message: Message, text: string): Message {
  return { ...message, text: message.text + text, state: message.state === "sending" ? "streaming" : message.state };
}

/** A message with more reasoning at its end; nothing of the answer has come by that. */
export function appendReasoning(message: Message, text: string): Message {
  return { ...message, reasoning: (message.reasoning ?? "") + text };
}
