import type { Message, StoredConversation } from "./conversation.ts";

type Messages = ReadonlyMap<string, Message>;

/**
 * Returns the messages from the first to `leafId`, oldest first. A missing parent, or a cycle in stored data, ends the
 * path there, so that what is left of a damaged conversation is still shown.
 */
export function pathTo(messages: Messages, leafId: string | null): Message[] {
  const path: Message[] = [];
  const seen = new Set<string>();
  let id = leafId;
  while (id !== null && !seen.has(id)) {
    const message = messages.get(id);
    if (message === undefined) break;
    seen.add(id);
    path.push(message);
    id = message.parentId;
  }
  return path.toReversed();
}

/** Groups messages by their parent (null: the first ones), oldest first. Deleted ones are left out. */
export function childrenByParent(messages: Messages): ReadonlyMap<string | null, readonly Message[]> {
  const children = groupByParent([...messages.values()].filter(({ deletedAt }) => deletedAt === undefined));
  for (const siblings of children.values()) siblings.sort((one, other) => one.createdAt - other.createdAt);
  return children;
}

/** Returns the end of the latest path through a message: the message itself if nothing follows it. */
export function latestLeaf(messages: Messages, id: string): string {
  const children = childrenByParent(messages);
  const seen = new Set<string>();
  let leaf = id;
  while (!seen.has(leaf)) {
    seen.add(leaf);
    leaf = children.get(leaf)?.at(-1)?.id ?? leaf;
  }
  return leaf;
}

/** Returns a message and all that follows it, on every path. */
export function branchOf(messages: Messages, id: string): Set<string> {
  return branchesOf(messages, [id]);
}

function branchesOf(messages: Messages, ids: string[]): Set<string> {
  const children = groupByParent(messages.values());
  const branch = new Set<string>();
  const open = ids;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (branch.has(next)) continue;
    branch.add(next);
    open.push(...(children.get(next) ?? []).map((child) => child.id));
  }
  return branch;
}

/**
 * Returns the deleted messages, and all that follow them.
 * @param counts which times of deletion count, in ms since 1970. Default: all
 */
export function deletedIn(all: Iterable<Message>, counts: (deletedAt: number) => boolean = () => true): Set<string> {
  const messages = new Map(Array.from(all, (message) => [message.id, message]));
  const roots = [...messages.values()].filter(({ deletedAt }) => deletedAt !== undefined && counts(deletedAt));
  if (roots.length === 0) return new Set();
  return branchesOf(
    messages,
    roots.map(({ id }) => id),
  );
}

/** Whether nothing would be left without this message, what follows it, and what is deleted already. */
export function isAllOf(all: readonly Message[], id: string): boolean {
  return (
    deletedIn(all.map((message) => (message.id === id ? { ...message, deletedAt: 0 } : message))).size === all.length
  );
}

/**
 * Returns a conversation without what is deleted in it. Queued questions that were to follow a deleted message follow
 * what is shown instead.
 */
export function withoutDeleted({ conversation, messages }: StoredConversation): StoredConversation {
  const deleted = deletedIn(messages);
  const kept = new Map(messages.filter(({ id }) => !deleted.has(id)).map((message) => [message.id, message]));
  const leafId = soundLeaf(kept, conversation.leafId);
  const queue = conversation.queue?.map(({ parentId, ...question }) => {
    const follows = parentId === null || (parentId !== undefined && kept.has(parentId));
    return follows ? { ...question, parentId } : question;
  });
  return { conversation: { ...conversation, leafId, ...(queue && { queue }) }, messages: [...kept.values()] };
}

/** Whether this message, or one that it follows, is deleted. */
export function isOnDeletedPath(messages: Messages, id: string): boolean {
  return pathTo(messages, id).some(({ deletedAt }) => deletedAt !== undefined);
}

/**
 * Returns the end of the path to show: `leafId`, or the end of the latest path if `leafId` is missing or deleted; null
 * if there is none.
 */
export function soundLeaf(messages: Messages, leafId: string | null): string | null {
  if (leafId === null || (messages.has(leafId) && !isOnDeletedPath(messages, leafId))) return leafId;
  const first = childrenByParent(messages).get(null)?.at(-1);
  return first === undefined ? null : latestLeaf(messages, first.id);
}

/**
 * Returns the end of the path to show without this message: of the path through a sibling, or else its parent. null:
 * none.
 */
export function leafWithout(messages: Messages, message: Message): string | null {
  const siblings = (childrenByParent(messages).get(message.parentId) ?? []).filter(({ id }) => id !== message.id);
  const sibling = siblings.findLast(({ createdAt }) => createdAt <= message.createdAt) ?? siblings[0];
  return sibling === undefined ? message.parentId : latestLeaf(messages, sibling.id);
}

/** Does what `Map.groupBy` does, which the Node of the tests does not have. */
function groupByParent(messages: Iterable<Message>): Map<string | null, Message[]> {
  const groups = new Map<string | null, Message[]>();
  for (const message of messages) {
    const group = groups.get(message.parentId);
    if (group === undefined) groups.set(message.parentId, [message]);
    else group.push(message);
  }
  return groups;
}
