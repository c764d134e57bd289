import * as z from "zod/mini";
import { interrupt, type Message, type StoredConversation } from "../conversation.ts";
import { EXPORT_FORMAT, EXPORT_VERSION } from "./export-file.ts";
import { readFileRows } from "./file-rows.ts";
import { withoutDeleted } from "../path.ts";
import { isTemporary } from "../temporary.ts";

/** Why a file was not imported. */
export type ImportProblem =
  /** It is no JSON at all, or was cut off. */
  | "not-json"
  /** JSON, but not from Sidenote. */
  | "foreign"
  /** From a later Sidenote, in a form that this one does not understand. */
  | "newer"
  /** From Sidenote, but not as a file of its version must be. */
  | "damaged"
  /** It holds messages under ids that other conversations use here. */
  | "collides"
  /** The browser could not write all of it. */
  | "not-stored";

/** Longest id, in UTF-16 units, as commands allow it; those that Sidenote makes have at most 57. */
const MAX_ID_LENGTH = 80;
/** None of the characters that separate ids where they are searched. */
const ID = /^\P{Cc}+$/u;

const headSchema = z.object({ format: z.literal(EXPORT_FORMAT), version: z.number() });

/** A conversation of a file. */
export interface ImportedConversation extends StoredConversation {
  /** The questions that waited in the file. They come into the text box and are never asked by themselves. */
  draft?: string;
}

export type ReadImport =
  /** `holdsMore`: there is more in the file than this version shows. */
  | { type: "read"; conversations: ImportedConversation[]; holdsMore: boolean }
  | { type: "problem"; problem: ImportProblem };

/**
 * Reads an exported file. Trusts nothing in it: checks types, ids, times, and that each conversation is one tree. Reads a
 * file of a later version as far as it is understood.
 */
export function readImport(text: string): ReadImport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { type: "problem", problem: "not-json" };
  }
  const head = headSchema.safeParse(json);
  if (!head.success) return { type: "problem", problem: "foreign" };
  const { version } = head.data;
  const file = Number.isInteger(version) && version > 0 ? readFileRows(json, version) : undefined;
  if (file === undefined || !isSound(file.conversations)) {
    return { type: "problem", problem: version > EXPORT_VERSION ? "newer" : "damaged" };
  }
  const { conversations, holdsMore } = file;
  return { type: "read", conversations: conversations.map(settle), holdsMore };
}

/** Farthest date from 1970, in ms, in both directions. Showing a date beyond it would throw. */
const MAX_TIME = 8.64e15;

function isSound(conversations: readonly StoredConversation[]): boolean {
  const conversationIds = conversations.map(({ conversation }) => conversation.id);
  const messageIds = conversations.flatMap(({ conversation: { queue = [] }, messages }) =>
    [...messages, ...queue].map(({ id }) => id),
  );
  const times = conversations.flatMap(({ conversation, messages }) => [
    ...[conversation, ...messages].flatMap(({ createdAt, deletedAt = 0 }) => [createdAt, deletedAt]),
    ...messages.map(({ error }) => error?.retryAt ?? 0),
    conversation.updatedAt,
    conversation.pinnedAt ?? 0,
  ]);
  return (
    [...conversationIds, ...messageIds].every((id) => ID.test(id) && id.length <= MAX_ID_LENGTH && !isTemporary(id)) &&
    times.every((time) => Math.abs(time) <= MAX_TIME) &&
    new Set(conversationIds).size === conversationIds.length &&
    new Set(messageIds).size === messageIds.length &&
    conversations.every(isTree)
  );
}

/**
 * Whether every message belongs to this conversation and leads back to a first one, and the shown path ends at one of them.
 * A queued question may follow a message that is missing: it then follows the shown path.
 */
function isTree({ conversation, messages }: StoredConversation): boolean {
  const byId = new Map(messages.map((message) => [message.id, message]));
  /** Each message is walked over once, so that a long path costs no more than its length. */
  const rooted = new Set<string>();
  const leads = (message: Message): boolean => {
    const walked = new Set<string>();
    for (let id: string | null = message.id; id !== null && !rooted.has(id);) {
      const next = byId.get(id);
      if (next === undefined || walked.has(id)) return false;
      walked.add(id);
      id = next.parentId;
    }
    for (const id of walked) rooted.add(id);
    return true;
  };
  return (
    messages.every((message) => message.conversationId === conversation.id && leads(message)) &&
    (conversation.leafId === null || byId.has(conversation.leafId))
  );
}

/**
 * Returns a conversation of a file as it is added.
 *
 * - Nothing in it runs or waits to be asked.
 * - A deleted conversation is no longer deleted. Deleted branches are left out.
 */
function settle({ conversation, messages }: StoredConversation): ImportedConversation {
  const { deletedAt: _, queue = [], ...kept } = conversation;
  const settled = withoutDeleted({
    conversation: kept,
    messages: messages.map(({ inLine: _inLine, ...message }) => interrupt(message)),
  });
  const draft = queue.map(({ text }) => text).join("\n\n");
  return draft.trim() === "" ? settled : { ...settled, draft };
}
