import { batch, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import {
  applyChange,
  type Change,
  changedMessageId,
  changesPath,
  type ConversationContent,
} from "../../conversations/change.ts";
import type { Conversation, Message } from "../../conversations/conversation.ts";
import { isRunning } from "../../conversations/message-state.ts";
import { fingerprint } from "../../conversations/fingerprint.ts";
import { childrenByParent, pathTo } from "../../conversations/path.ts";

/** The versions of a message, oldest first, including itself. */
export type Versions = readonly string[];

/** One conversation as signals, so that only what changes is drawn again. */
export interface ShownConversation {
  readonly conversation: ReadonlySignal<Conversation | undefined>;
  /** Ids of the messages on the shown path, oldest first. */
  readonly path: ReadonlySignal<readonly string[]>;
  /** Whether an answer is being written, on any path. */
  readonly running: ReadonlySignal<boolean>;
  message(id: string): ReadonlySignal<Message> | undefined;
  /** The versions of each message on the path that has more than one. */
  readonly versions: ReadonlySignal<ReadonlyMap<string, Versions>>;
  /** Whether an answer has failed while it was shown. True once for each failure. */
  takeNews(id: string): boolean;
  /**
   * A fingerprint of all that is shown, by which the background sees whether it is up to date. undefined: nothing is
   * shown.
   */
  fingerprint(): string | undefined;
  /** Returns every message of every path. */
  all(): Message[];
  /** Shows nothing until the next snapshot. */
  clear(): void;
  /** Shows a snapshot. `unconfirmed`: questions of this view that are on their way, whose failures are news. */
  takeSnapshot(conversation: Conversation, messages: readonly Message[], unconfirmed?: readonly string[]): void;
  takeChanges(changes: readonly Change[]): void;
}

export function createShownConversation(): ShownConversation {
  const conversation = signal<Conversation | undefined>();
  const path = signal<readonly string[]>([]);
  const versions = signal<ReadonlyMap<string, Versions>>(new Map());
  const runningIds = new Set<string>();
  const running = signal(false);
  const messages = new Map<string, Signal<Message>>();
  /** Answers that failed while they were shown and were not announced yet. */
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

  /** Updates what depends on the shape of the tree, which text alone does not change. */
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

    takeSnapshot(current, received, unconfirmed = []) {
      // Most are unchanged and are not drawn again.
      const all = received.map((message) => {
        const before = content?.messages.get(message.id);
        return before !== undefined && isSame(before, message) ? before : message;
      });
      for (const message of all) {
        const before = content?.messages.get(message.id);
        const isAnswer = message.parentId !== null && unconfirmed.includes(message.parentId);
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
        if (change.type === "removed") for (const id of change.messageIds) runningIds.delete(id);
        const message = content.messages.get(changedMessageId(change) ?? "");
        if (message === undefined) continue;
        noteFailure(message, messages.get(message.id)?.peek().state !== "failed");
        changed.add(message.id);
      }
      const { messages: all } = content;
      draw([...changed].flatMap((id) => all.get(id) ?? []));
      if (changes.some(changesPath)) drawPath(content);
    },
  };
}

/** Whether two messages are equal. After a break all messages are sent again, and few have changed. */
function isSame(one: Message, other: Message): boolean {
  if (one === other) return true;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Message>;
  return [...keys].every((key) => one[key] === other[key] || JSON.stringify(one[key]) === JSON.stringify(other[key]));
}
