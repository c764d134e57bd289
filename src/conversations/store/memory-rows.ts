import { editedKey, sourcesKey } from "../draft-keys.ts";
import type { Conversation, Message, StoredConversation } from "../conversation.ts";
import type { ListedMemory } from "./listed-memory.ts";

/** The keys of conversations begin with this. Their rows hold the ids of their messages. */
export const CONVERSATION = "conversation:";
/**
 * The keys of messages begin with this. Each message has a row, so that a checkpoint costs the same in a long
 * conversation.
 */
const MESSAGE = "message:";
/** The keys of typed text begin with this. */
export const DRAFT = "draft:";

/** Each key of a conversation begins with one of these, and ends with its id. */
export const KINDS = [CONVERSATION, MESSAGE, DRAFT] as const;

interface Row {
  conversation: Conversation;
  messageIds: string[];
}

/**
 * Keeps conversations in session memory. A change that breaks off leaves whole messages, and no message without its
 * conversation.
 */
export interface MemoryRows {
  read(id: string): Promise<StoredConversation | undefined>;
  /** Returns all conversations whose ids begin like this, the latest first. */
  all(prefix: string): Promise<StoredConversation[]>;
  conversations(prefix: string): Promise<Conversation[]>;
  /** Writes a conversation and those of its messages that changed. */
  add(conversation: Conversation, changed: readonly Message[]): Promise<void>;
  /** Writes one message again if it is there. */
  rewrite(message: Message): Promise<void>;
  /** Writes what differs, and removes the messages that are gone. */
  replace(before: StoredConversation, after: StoredConversation): Promise<void>;
  remove(stored: StoredConversation): Promise<void>;
}

/** Creates the rows on top of `memory`. Rejects as `memory` does. */
export function createMemoryRows(memory: ListedMemory): MemoryRows {
  async function readRow(id: string): Promise<Row | undefined> {
    return (await memory.get(CONVERSATION + id)) as Row | undefined;
  }

  async function rowsOf(prefix: string): Promise<Row[]> {
    const keys = (await memory.keys()).filter((key) => key.startsWith(CONVERSATION + prefix));
    const rows = await Promise.all(keys.map((key) => readRow(key.slice(CONVERSATION.length))));
    return rows
      .filter((row) => row !== undefined)
      .toSorted((one, other) => other.conversation.updatedAt - one.conversation.updatedAt);
  }

  async function withMessages({ conversation, messageIds = [] }: Row): Promise<StoredConversation> {
    const keys = messageIds.map((id) => messageKey(conversation.id, id));
    const messages = (await Promise.all(keys.map((key) => memory.get(key)))) as (Message | undefined)[];
    return {
      conversation,
      messages: messages
        .filter((message) => message !== undefined)
        .toSorted((one, other) => one.createdAt - other.createdAt),
    };
  }

  async function write(conversation: Conversation, messageIds: string[], changed: readonly Message[]): Promise<void> {
    await Promise.all(changed.map((message) => memory.set(messageKey(conversation.id, message.id), message)));
    await memory.set(CONVERSATION + conversation.id, { conversation, messageIds } satisfies Row);
  }

  async function removeMessages(conversationId: string, messages: readonly Message[]): Promise<void> {
    await Promise.all(messages.map(({ id }) => memory.delete(messageKey(conversationId, id))));
  }

  return {
    async read(id) {
      const row = await readRow(id);
      return row && withMessages(row);
    },
    all: async (prefix) => Promise.all((await rowsOf(prefix)).map(withMessages)),
    conversations: async (prefix) => (await rowsOf(prefix)).map(({ conversation }) => conversation),

    async add(conversation, changed) {
      const { messageIds = [] } = (await readRow(conversation.id)) ?? {};
      await write(conversation, [...new Set([...messageIds, ...changed.map(({ id }) => id)])], changed);
    },

    async rewrite(message) {
      const row = await readRow(message.conversationId);
      if (row?.messageIds.includes(message.id) !== true) return;
      await memory.set(messageKey(message.conversationId, message.id), message);
    },

    async replace(before, { conversation, messages }) {
      const known = new Set(before.messages);
      const changed = messages.filter((message) => !known.has(message));
      const kept = new Set(messages.map(({ id }) => id));
      await write(conversation, [...kept], changed);
      await removeMessages(
        conversation.id,
        before.messages.filter(({ id }) => !kept.has(id)),
      );
    },

    async remove({ conversation: { id }, messages }) {
      const keys = [CONVERSATION + id, ...[id, sourcesKey(id), editedKey(id)].map((key) => DRAFT + key)];
      await Promise.all(keys.map((key) => memory.delete(key)));
      await removeMessages(id, messages);
    },
  };
}

/** An id holds no control character, so no conversation's keys begin like those of another one. */
function messageKey(conversationId: string, messageId: string): string {
  return `${MESSAGE}${conversationId}\n${messageId}`;
}
