import * as z from "zod/mini";
import type { Message, Source, StoredConversation } from "../conversation.ts";
import { interrupt } from "../message-state.ts";
import { EXPORT_FORMAT, EXPORT_VERSION } from "./export-file.ts";
import { readFileRows } from "./file-rows.ts";
import { withoutDeleted } from "../path.ts";
import { joinSources, sourcesOf, sourcesToKeep } from "../sources.ts";
import { isTemporary } from "../temporary.ts";

/** Why a file was not imported. */
export type ImportProblem =
  /** It is not JSON, or was cut off. */
  | "not-json"
  /** JSON, but not from Sidenote. */
  | "foreign"
  /** From a later Sidenote, in a form that this one does not understand. */
  | "newer"
  /** From Sidenote, but it breaks the rules of its version. */
  | "damaged"
  /** It holds messages with ids that other conversations here use already. */
  | "collides"
  /** The browser could not write all of it. */
  | "not-stored";

/** Longest id, in UTF-16 units, as in commands. Sidenote's own ids have at most 57. */
const MAX_ID_LENGTH = 80;
/** Ids hold no control characters, which separate ids in the text that is searched. */
const ID = /^\P{Cc}+$/u;

const headSchema = z.object({ format: z.literal(EXPORT_FORMAT), version: z.number() });

/** A conversation of a file. */
export interface ImportedConversation extends StoredConversation {
  /** Questions that were queued there. They come into the text box, and are never asked without the person. */
  draft?: string;
  /** What that holds which the person has not typed. Absent: as its text looks. */
  draftSources?: Source[];
}

/** What became of reading a file. */
export type ReadImport =
  /** `holdsMore`: the file holds more than this version shows. */
  | { type: "read"; conversations: ImportedConversation[]; holdsMore: boolean }
  | { type: "problem"; problem: ImportProblem };

/**
 * Reads and checks a file, which anybody may have written: its types, its ids, its times, and that each conversation is
 * a tree. A file of a later version is read as far as it is understood. Never throws.
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

/** Farthest time that a `Date` can hold, in ms before or after 1970. Beyond it, showing the list would throw. */
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
 * Whether every message belongs to the conversation and leads back to a first one, and the shown path ends at one of
 * them. Queued questions are not checked: if their parent is missing, they follow what is shown.
 */
function isTree({ conversation, messages }: StoredConversation): boolean {
  const byId = new Map(messages.map((message) => [message.id, message]));
  /**
   * Messages that lead back to a first one. None is walked over twice, so that a long path costs no more than its
   * length.
   */
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
 * Returns a conversation as it is imported.
 *
 * - Answers that were being written are `interrupted`, and queued questions become the draft.
 * - A deleted conversation is no longer deleted. Deleted branches are left out.
 */
function settle({ conversation, messages }: StoredConversation): ImportedConversation {
  const { deletedAt: _, queue = [], ...kept } = conversation;
  const settled = withoutDeleted({
    conversation: kept,
    messages: messages.map(({ inLine: _inLine, ...message }) => interrupt(message)),
  });
  const draft = queue.map(({ text }) => text).join("\n\n");
  if (draft.trim() === "") return settled;
  const draftSources = sourcesToKeep(draft, queue.map(sourcesOf).reduce(joinSources, []));
  return { ...settled, draft, ...(draftSources !== undefined && { draftSources }) };
}
