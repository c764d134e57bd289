import type { Conversation, Message } from "./conversation.ts";

/** One step of a conversation. Background and views apply the same steps in the same order. */
export type Change =
  /** The conversation's own fields changed; its messages stay. */
  | { type: "conversation"; conversation: Conversation }
  /** A message is new or has changed. */
  | { type: "message"; message: Message }
  /** Some fields of a message changed. Its text, which can be long, is not sent again. `unset`: fields it no longer has. */
  | { type: "fields"; messageId: string; set: Partial<Message>; unset: string[] }
  /** The answer grew: `text` comes at its end. */
  | { type: "text"; messageId: string; text: string }
  /** The model thinks: `text` comes at the end of its reasoning. */
  | { type: "reasoning"; messageId: string; text: string }
  /** These messages are gone for good. */
  | { type: "removed"; messageIds: string[] };

export interface ConversationContent {
  conversation: Conversation;
  messages: Map<string, Message>;
}

/** Whether a step can lead to other messages on the shown path. */
export function changesPath({ type }: Change): boolean {
  return type === "conversation";
}

/** Returns the id of the message that a step makes or changes. undefined: the step is of the conversation, or removes. */
export function changedMessageId(change: Change): string | undefined {
  switch (change.type) {
    case "message":
      return change.message.id;
    case "fields":
    case "text":
    case "reasoning":
      return change.messageId;
    case "conversation":
    case "removed":
      return undefined;
    default:
      return change satisfies never;
  }
}

/** Applies one step in place. Drops text for a message that is missing: that message has been removed. */
export function applyChange(content: ConversationContent, change: Change): void {
  switch (change.type) {
    case "conversation":
      content.conversation = change.conversation;
      return;
    case "message":
      content.messages.set(change.message.id, change.message);
      return;
    case "fields": {
      const message = content.messages.get(change.messageId);
      if (message !== undefined) content.messages.set(message.id, withFields(message, change));
      return;
    }
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

/**
 * Returns the smallest step from one state of a message to the next. A new message, or one with another text, is sent whole.
 * Text that is appended is a step of its own; see `Change`.
 *
 * @returns undefined if nothing has changed
 */
export function changeBetween(before: Message | undefined, message: Message): Change | undefined {
  if (before?.text !== message.text || before.reasoning !== message.reasoning) return { type: "message", message };
  const known = new Map<string, unknown>(Object.entries(before));
  const set = Object.fromEntries(Object.entries(message).filter(([key, value]) => known.get(key) !== value));
  const unset = [...known.keys()].filter((key) => !Object.hasOwn(message, key));
  if (unset.length === 0 && Object.keys(set).length === 0) return undefined;
  return { type: "fields", messageId: message.id, set, unset };
}

function withFields(message: Message, { set, unset }: Extract<Change, { type: "fields" }>): Message {
  const kept = Object.fromEntries(Object.entries(message).filter(([key]) => !unset.includes(key)));
  return { ...(kept as Message), ...(set as Partial<Message>) };
}

/** Returns a message with text appended. The first text makes it `streaming`. */
export function appendText(message: Message, text: string): Message {
  return { ...message, text: message.text + text, state: message.state === "sending" ? "streaming" : message.state };
}

/** Returns a message with reasoning appended. Its state stays: reasoning is no part of the answer. */
export function appendReasoning(message: Message, text: string): Message {
  return { ...message, reasoning: (message.reasoning ?? "") + text };
}
