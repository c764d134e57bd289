import type { Conversation, Message } from "./conversation.ts";

/** A change of a conversation. Background and views apply the same changes in the same order. */
export type Change =
  /** Something but the messages changed, e.g. the title or the leaf. */
  | { type: "conversation"; conversation: Conversation }
  /** A message is new or changed. */
  | { type: "message"; message: Message }
  /** Some fields of a message changed, but not its text, which can be long. `unset`: fields that it no longer has. */
  | { type: "fields"; messageId: string; set: Partial<Message>; unset: string[] }
  /** The answer grew. `text`: what is added to its end. */
  | { type: "text"; messageId: string; text: string }
  /** The reasoning grew. `text`: what is added to its end. */
  | { type: "reasoning"; messageId: string; text: string }
  /** These messages are gone for good. */
  | { type: "removed"; messageIds: string[] };

/** A conversation with its messages by id. */
export interface ConversationContent {
  conversation: Conversation;
  messages: Map<string, Message>;
}

/** Whether a change can put other messages on the shown path. */
export function changesPath({ type }: Change): boolean {
  return type === "conversation";
}

/** Returns the id of the message that is new or changed; undefined for changes of the conversation and removals. */
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

/**
 * Applies a change in place. Text and fields for a missing message are dropped, because it can only have been removed.
 */
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
 * Returns the smallest change from one state of a message to the next. A message that is new, or has another text, is
 * sent whole. (Text that is added to the end is sent as `text` or `reasoning`, which this function does not make.)
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

/** Returns a message with more text at its end. The first text makes it `streaming`. */
export function appendText({ loading: _, ...message }: Message, text: string): Message {
  return { ...message, text: message.text + text, state: message.state === "sending" ? "streaming" : message.state };
}

/**
 * Returns a message with more reasoning at its end. Its state stays, because no text of the answer has come. White space
 * at the beginning is left out: models that do not think send nothing else.
 */
export function appendReasoning({ loading: _, ...message }: Message, text: string): Message {
  const { reasoning = "" } = message;
  const added = reasoning === "" ? text.trimStart() : text;
  return added === "" ? message : { ...message, reasoning: reasoning + added };
}
