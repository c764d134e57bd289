import type { Conversation, Message } from "./conversation.ts";

/** One step of a conversation. Background and views apply the same steps in the same order. */
export type Change =
  /** Title, leaf or time changed; the messages stay. */
  | { type: "conversation"; conversation: Conversation }
  /** A message is new, or stands differently from before. */
  | { type: "message"; message: Message }
  /** Some fields of a message changed: its text, which can be long, is not sent again. `unset`: fields that it has no more. */
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

/** The one message that a step makes or changes; undefined for steps of the conversation, and for what goes away. */
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

/** Applies one step in place. Text for a message that is not there is dropped: it can only be of a removed one. */
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
 * The smallest step from one state of a message to the next. A message that is new, or whose text is not the same, is sent
 * whole; pieces that come at the end of a text are steps of their own. undefined: nothing has changed.
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

/** A message with more text at its end; the first text makes it `streaming`. */
export function appendText(message: Message, text: string): Message {
  return { ...message, text: message.text + text, state: message.state === "sending" ? "streaming" : message.state };
}

/** A message with more reasoning at its end; nothing of the answer has come by that. */
export function appendReasoning(message: Message, text: string): Message {
  return { ...message, reasoning: (message.reasoning ?? "") + text };
}
