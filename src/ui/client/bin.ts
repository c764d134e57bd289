import { type ReadonlySignal, signal } from "@preact/signals";
import type { BinItem, BinPage } from "../../conversations/bin.ts";
import type { Counts } from "../../conversations/store/store.ts";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";

/** The deleted things that can be restored, as a view shows them. */
export interface Bin {
  /** undefined until it has arrived, and while nobody looks at it. */
  readonly page: ReadonlySignal<BinPage | undefined>;
  /** undefined until they have arrived. */
  readonly counts: ReadonlySignal<Counts | undefined>;
  /** Watches the first `limit` items. null: stops watching. */
  show(limit: number | null): void;
  /** Watches the numbers of conversations and of deleted items, while `wanted`. */
  count(wanted: boolean): void;
  restore(item: BinItem): void;
  /** Deletes one item for good, or (null) all. */
  erase(item: BinItem | null): void;
  take(event: Extract<Event, { type: "bin" | "counted" }>): void;
  /** Whether something is wanted and has not arrived. */
  readonly awaits: boolean;
  /** Returns the first commands of a new connection. */
  greet(): Command[];
}

export function createBin(send: (command: Command) => void): Bin {
  const page = signal<BinPage | undefined>();
  const counts = signal<Counts | undefined>();
  let limit: number | null = null;
  let counting = false;
  return {
    page,
    counts,
    show(wanted) {
      limit = wanted;
      if (limit === null) page.value = undefined;
      send({ type: "bin", limit });
    },
    count(wanted) {
      counting = wanted;
      send({ type: "count", wanted });
    },
    restore({ conversationId, branch }) {
      if (branch === null) send({ type: "restore", conversationId });
      else send({ type: "edit", conversationId, edit: { type: "restore-branch", messageId: branch.messageId } });
    },
    erase(item) {
      const conversationId = item?.conversationId ?? null;
      const messageId = item?.branch?.messageId;
      send({ type: "erase", conversationId, ...(messageId !== undefined && { messageId }) });
    },
    take(event) {
      if (event.type === "counted") counts.value = event;
      else if (limit !== null) page.value = event;
    },
    get awaits() {
      return (limit !== null && page.value === undefined) || (counting && counts.value === undefined);
    },
    greet: () => [
      ...(counting ? [{ type: "count", wanted: true } as const] : []),
      ...(limit === null ? [] : [{ type: "bin", limit } as const]),
    ],
  };
}

/** Returns the `about` of an undo offer for the same deletion. */
export function aboutOf({ conversationId, branch }: BinItem): string {
  return branch === null ? conversationId : branchAbout(conversationId, branch.messageId);
}

/** Returns the `about` of an undo offer for the deletion of a branch. */
export function branchAbout(conversationId: string, messageId: string): string {
  return `${conversationId} ${messageId}`;
}
