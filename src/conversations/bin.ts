import type { Conversation, Message, StoredConversation } from "./conversation.ts";
import { isOnDeletedPath } from "./path.ts";

/** Something deleted that can be restored: a conversation, or a branch of one that is still there. */
export interface BinItem {
  conversationId: string;
  title: string;
  /** The first message of the branch, and how it begins; null: the whole conversation was deleted. */
  branch: { messageId: string; text: string } | null;
  /** Milliseconds since 1970. */
  deletedAt: number;
}

/** The beginning of the bin. */
export interface BinPage {
  /** The latest deletion first. */
  items: BinItem[];
  /** Whether there are more than were asked for. */
  more: boolean;
}

/** `deletedAt` of what is deleted for good: no bin shows it, and the next purge removes it. */
export const EXPIRED = 0;

/** Longest part of a message that names its branch, in characters: some lines of a narrow panel. */
const MAX_TEXT_LENGTH = 200;

/**
 * Returns what the bin shows of a conversation: the conversation, or else its deleted branches.
 * @param since only what was deleted after it is shown, in ms since 1970
 */
export function binItems({ conversation, messages }: StoredConversation, since: number): BinItem[] {
  const { id: conversationId, title, deletedAt } = conversation;
  if (deletedAt !== undefined) return deletedAt > since ? [{ conversationId, title, branch: null, deletedAt }] : [];
  return branchRoots(messages).flatMap((message) => branchItem(conversation, message, since));
}

function branchItem({ id: conversationId, title }: Conversation, message: Message, since: number): BinItem[] {
  const { id: messageId, deletedAt = EXPIRED } = message;
  if (deletedAt <= since) return [];
  const text = Array.from(message.text.slice(0, MAX_TEXT_LENGTH * 2))
    .slice(0, MAX_TEXT_LENGTH)
    .join("");
  return [{ conversationId, title, branch: { messageId, text }, deletedAt }];
}

/** Returns the deleted messages that follow no deleted one. Only these can be restored. */
function branchRoots(all: readonly Message[]): Message[] {
  const messages = new Map(all.map((message) => [message.id, message]));
  return all.filter(
    ({ deletedAt, parentId }) => deletedAt !== undefined && (parentId === null || !isOnDeletedPath(messages, parentId)),
  );
}

/** Returns the latest `limit` items. */
export function binPage(items: readonly BinItem[], limit: number): BinPage {
  const latest = items.toSorted((one, other) => other.deletedAt - one.deletedAt);
  return { items: latest.slice(0, limit), more: latest.length > limit };
}

/** How far a clock may be set back without a deletion counting as made in the future, in ms: a day. */
const CLOCK_TOLERANCE_MS = 24 * 60 * 60 * 1_000;

/**
 * Returns the time after which no deletion can be, in ms since 1970. A later one was made while the clock ran ahead. It
 * counts as made `now`; otherwise it would be purged too late, or never.
 */
export function aheadOf(now: number): number {
  return now + CLOCK_TOLERANCE_MS;
}

/**
 * Returns a row that was deleted while the clock ran ahead as deleted `now` (ms since 1970), and any other as it is.
 */
export function withSoundDeletion<Row extends { deletedAt?: number | undefined }>(row: Row, now: number): Row {
  return (row.deletedAt ?? EXPIRED) > aheadOf(now) ? { ...row, deletedAt: now } : row;
}

/** Does so for a conversation and its messages. Returns the same object if nothing changes. */
export function withSoundTimes(stored: StoredConversation, now: number): StoredConversation {
  const conversation = withSoundDeletion(stored.conversation, now);
  const messages = stored.messages.map((message) => withSoundDeletion(message, now));
  const isSame = conversation === stored.conversation && messages.every((row, index) => row === stored.messages[index]);
  return isSame ? stored : { conversation, messages };
}

/** Returns a deleted row as deleted for good, and any other as it is. */
export function expiredRow<Row extends { deletedAt?: number | undefined }>(row: Row): Row {
  return row.deletedAt === undefined ? row : { ...row, deletedAt: EXPIRED };
}

/**
 * Returns a conversation in which all that is deleted is deleted for good.
 * @param messageId only the branch that begins with this message is. Default: the conversation and all its branches
 */
export function expired({ conversation, messages }: StoredConversation, messageId?: string): StoredConversation {
  return {
    conversation: messageId === undefined ? expiredRow(conversation) : conversation,
    messages: messages.map((message) =>
      messageId === undefined || message.id === messageId ? expiredRow(message) : message,
    ),
  };
}
