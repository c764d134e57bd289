import { batch, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { applyChange, type Change, changesPath, type ConversationContent } from "../../conversations/change.ts";
import { type Conversation, isRunning, type Message } from "../../conversations/conversation.ts";
import { fingerprint } from "../../conversations/fingerprint.ts";
import { childrenByParent, pathTo } from "../../conversations/path.ts";

/** The other versions of a message, oldest first, itself included. */
export type Versions = readonly string[];

/** One conversation as signals: what changes is drawn again, and nothing else. */
export interface ShownConversation {
  readonly conversation: ReadonlySignal<Conversation | undefined>;
  /** Ids of the messages on the shown path, oldest first. */
  readonly path: ReadonlySignal<readonly string[]>;
  /** Whether an answer is being written here, on whichever path. */
  readonly running: ReadonlySignal<boolean>;
  message(id: string): ReadonlySignal<Message> | undefined;
  /** The versions of a message on the path; only those with more than one are here. */
  readonly versions: ReadonlySignal<ReadonlyMap<string, Versions>>;
  /** Whether an answer has failed since it is shown here; true once for each time. */
  takeNews(id: string): boolean;
  /** A name for all that is shown here, by which the background sees whether it is up to date; undefined: nothing. */
  fingerprint(): string | undefined;
  /** Every message of every path, for an export. */
  all(): Message[];
  /** Shows nothing until the next snapshot. */
  clear(): void;
  /** `asked`: questions that were asked here and are on their way: what became of them is news. */
  takeSnapshot(conversation: Conversation, messages: readonly Message[], asked?: readonly string[]): void;
  takeChanges(changes: readonly Change[]): void;
}

export function createShownConversation(): ShownConversation {
  const conversation = signal<Conversation | undefined>();
  const path = signal<readonly string[]>([]);
  const versions = signal<ReadonlyMap<string, Versions>>(new Map());
  const runningIds = new Set<string>();
  const running = signal(false);
  const messages = new Map<string, Signal<Message>>();
  /** Answers that have failed before the eyes of the person, and were not told yet. */
  const news = new Set<string>();
  let content: ConversationContent | undefined;

  function noteFailure({ id, state }: Message, isNew: boolean): void {
    if (state !== "failed") news.delete(id);
    else if (isNew) news.add(id);
  }

  function draw(changed: Iterable<Message>): void {
    for (const message of changed) {
      const known = messages.get(message.id);
      if (known === undefined) messages.set(message.id, signal(message));
      else known.value = message;
      if (isRunning(message.state)) runningIds.add(message.id);
      else runningIds.delete(message.id);
    }
    running.value = runningIds.size > 0;
  }

  /** What depends on the shape of the tree, which text alone does not change. */
  function drawPath({ conversation: current, messages: all }: ConversationContent): void {
    conversation.value = current;
    const shown = pathTo(all, current.leafId);
    path.value = shown.map(({ id }) => id);
    const children = childrenByParent(all);
    versions.value = new Map(
      shown.flatMap(({ id, parentId }) => {
        const siblings = children.get(parentId) ?? [];
        return siblings.length > 1 ? [[id, siblings.map((sibling) => sibling.id)]] : [];
      }),
    );
  }

  return {
    conversation,
    path,
    versions,
    running,
    message: (id) => messages.get(id),
    takeNews: (id) => news.delete(id),
    fingerprint: () => content && fingerprint(content.conversation, content.messages.values()),
    all: () => [...(content?.messages.values() ?? [])],

    clear() {
      content = undefined;
      batch(() => {
        conversation.value = undefined;
        path.value = [];
        versions.value = new Map();
        running.value = false;
      });
      messages.clear();
      news.clear();
      runningIds.clear();
    },

    takeSnapshot(current, received, asked = []) {
      // Most are as they were, and are not drawn again.
      const all = received.map((message) => {
        const before = content?.messages.get(message.id);
        return before !== undefined && isSame(before, message) ? before : message;
      });
      for (const message of all) {
        const before = content?.messages.get(message.id);
        const isAnswer = message.parentId !== null && asked.includes(message.parentId);
        noteFailure(message, before === undefined ? isAnswer : isRunning(before.state));
      }
      content = { conversation: current, messages: new Map(all.map((message) => [message.id, message])) };
      runningIds.clear();
      draw(all);
      drawPath(content);
    },

    takeChanges(changes) {
      if (content === undefined) return;
      const changed = new Set<string>();
      for (const change of changes) {
        applyChange(content, change);
        if (change.type === "message") {
          noteFailure(change.message, messages.get(change.message.id)?.peek().state !== "failed");
          changed.add(change.message.id);
        }
        if (change.type === "text" || change.type === "reasoning") changed.add(change.messageId);
        if (change.type === "removed") for (const id of change.messageIds) runningIds.delete(id);
      }
      const { messages: all } = content;
      draw([...changed].flatMap((id) => all.get(id) ?? []));
      if (changes.some(changesPath)) drawPath(content);
    },
  };
}

/** Whether two messages are alike in all that they hold: after a break all come anew, and few have changed. */
function isSame(one: Message, other: Message): boolean {
  if (one === other) return true;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Message>;
  return [...keys].every((key) => one[key] === other[key] || JSON.stringify(one[key]) === JSON.stringify(other[key]));
}
