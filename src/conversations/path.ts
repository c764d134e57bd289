import type { Message, StoredConversation } from "./conversation.ts";

type Messages = ReadonlyMap<string, Message>;

/**
 * The messages from the first to `leafId`, oldest first. A parent that is missing, or a cycle in stored data, ends the
 * path there: what is left of a damaged conversation is still shown.
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

/** Messages by the one that they follow (null: the first ones), oldest first, without deleted ones. */
export function childrenByParent(messages: Messages): ReadonlyMap<string | null, readonly Message[]> {
  const children = groupByParent([...messages.values()].filter(({ deletedAt }) => deletedAt === undefined));
  for (const siblings of children.values()) siblings.sort((one, other) => one.createdAt - other.createdAt);
  return children;
}

/** The end of the latest path through this message: itself, where nothing follows it. */
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

/** A message and all that follows it, on every path. */
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

/** The messages that are deleted, and all that follow them. `counts`: which times of deletion do; default all. */
export function deletedIn(all: Iterable<Message>, counts: (deletedAt: number) => boolean = () => true): Set<string> {
  const messages = new Map(Array.from(all, (message) => [message.id, message]));
  const roots = [...messages.values()].filter(({ deletedAt }) => deletedAt !== undefined && counts(deletedAt));
  if (roots.length === 0) return new Set();
  return branchesOf(
    messages,
    roots.map(({ id }) => id),
  );
}

/** Whether a message, with what follows it and what is deleted already, is all that there is. */
export function isAllOf(all: readonly Message[], id: string): boolean {
  return (
    deletedIn(all.map((message) => (message.id === id ? { ...message, deletedAt: 0 } : message))).size === all.length
  );
}

/** A conversation as if all that is deleted in it were gone already: what waits to follow a part of that follows what is shown. */
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
 * The end of the path to show where `leafId` is asked for: itself, or else, where it is gone or deleted, the end of the
 * latest path that is left. null: none.
 */
export function soundLeaf(messages: Messages, leafId: string | null): string | null {
  if (leafId === null || (messages.has(leafId) && !isOnDeletedPath(messages, leafId))) return leafId;
  const first = childrenByParent(messages).get(null)?.at(-1);
  return first === undefined ? null : latestLeaf(messages, first.id);
}

/** The end of the path to show when this message is gone: of a sibling, or else the message before it. */
export function leafWithout(messages: Messages, message: Message): string | null {
  const siblings = (childrenByParent(messages).get(message.parentId) ?? []).filter(({ id }) => id !== message.id);
  const sibling = siblings.findLast(({ createdAt }) => createdAt <= message.createdAt) ?? siblings[0];
  return sibling === undefined ? message.parentId : latestLeaf(messages, sibling.id);
}

/** `Map.groupBy` by hand: the Node in which the tests run has none. */
function groupByParent(messages: Iterable<Message>): Map<string | null, Message[]> {
  const groups = new Map<string | null, Message[]>();
  for (const message of messages) {
    const group = groups.get(message.parentId);
    if (group === undefined) groups.set(message.parentId, [message]);
    else group.push(message);
  }
  return groups;
}
