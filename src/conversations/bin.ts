import type { Conversation, Message, StoredConversation } from "./conversation.ts";
import { isOnDeletedPath } from "./path.ts";

/** Something that was deleted and can be taken back: a conversation, or a branch of one that is still there. */
export interface BinItem {
  conversationId: string;
  title: string;
  /** The first message of the branch, and how it begins; null: the whole conversation was deleted. */
  branch: { messageId: string; text: string } | null;
  /** Milliseconds since 1970. */
  deletedAt: number;
}

export interface BinPage {
  /** The latest deletion first. */
  items: BinItem[];
  /** There are more than were asked for. */
  more: boolean;
}

/** `deletedAt` of what may go at once: the next purge removes it, and no bin shows it. */
export const EXPIRED = 0;

/** Longest part of a message that names its branch, in characters: some lines of a narrow panel. */
const MAX_TEXT_LENGTH = 200;

/** What the bin shows of a conversation: itself, or else its branches. `since`: what was deleted later is shown. */
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

/** The deleted messages that follow no deleted one: only these can be taken back. */
function branchRoots(all: readonly Message[]): Message[] {
  const messages = new Map(all.map((message) => [message.id, message]));
  return all.filter(
    ({ deletedAt, parentId }) => deletedAt !== undefined && (parentId === null || !isOnDeletedPath(messages, parentId)),
  );
}

export function binPage(items: readonly BinItem[], limit: number): BinPage {
  const latest = items.toSorted((one, other) => other.deletedAt - one.deletedAt);
  return { items: latest.slice(0, limit), more: latest.length > limit };
}

/** Farthest that a clock may differ from one moment to the next, in ms. */
const CLOCK_TOLERANCE_MS = 24 * 60 * 60 * 1_000;

/**
 * From which moment on (ms since 1970) a deletion cannot be: the clock ran ahead then. It counts as made `now`, or it would
 * never be old enough to be purged.
 */
export function aheadOf(now: number): number {
  return now + CLOCK_TOLERANCE_MS;
}

/** A row that was deleted while the clock ran ahead as deleted now; any other as it is. */
export function withSoundDeletion<Row extends { deletedAt?: number | undefined }>(row: Row, now: number): Row {
  return (row.deletedAt ?? EXPIRED) > aheadOf(now) ? { ...row, deletedAt: now } : row;
}

/** The same, all of it: the same object where nothing of it was deleted while the clock ran ahead. */
export function withSoundTimes(stored: StoredConversation, now: number): StoredConversation {
  const conversation = withSoundDeletion(stored.conversation, now);
  const messages = stored.messages.map((message) => withSoundDeletion(message, now));
  const isSame = conversation === stored.conversation && messages.every((row, index) => row === stored.messages[index]);
  return isSame ? stored : { conversation, messages };
}

/** A row that may go at once, if it is deleted. */
export function expiredRow<Row extends { deletedAt?: number | undefined }>(row: Row): Row {
  return row.deletedAt === undefined ? row : { ...row, deletedAt: EXPIRED };
}

/** A conversation of which all that is deleted, or the branch that begins with `messageId` alone, may go at once. */
export function expired({ conversation, messages }: StoredConversation, messageId?: string): StoredConversation {
  return {
    conversation: messageId === undefined ? expiredRow(conversation) : conversation,
    messages: messages.map((message) =>
      messageId === undefined || message.id === messageId ? expiredRow(message) : message,
    ),
  };
}
