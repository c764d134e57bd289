import { type ReadonlySignal, signal } from "@preact/signals";
import type { BinItem, BinPage } from "../../conversations/bin.ts";
import type { Counts } from "../../conversations/store/store.ts";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";

/** What was deleted and can be taken back, as a view shows it. */
export interface Bin {
  /** undefined until it has come, and while nobody looks into it. */
  readonly page: ReadonlySignal<BinPage | undefined>;
  /** undefined until they have come. */
  readonly counts: ReadonlySignal<Counts | undefined>;
  /** Asks for so much of it, and for what changes there; null: no longer. */
  show(limit: number | null): void;
  /** Asks how many conversations there are, and how much is in the bin, until they are not wanted any more. */
  count(wanted: boolean): void;
  restore(item: BinItem): void;
  /** Deletes for good, one thing or (null) all. */
  erase(item: BinItem | null): void;
  take(event: Extract<Event, { type: "bin" | "counted" }>): void;
  /** It is wanted, and has not come. */
  readonly awaits: boolean;
  /** The commands that a new connection begins with. */
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

/** What an offer of Undo about the same deletion is about. */
export function aboutOf({ conversationId, branch }: BinItem): string {
  return branch === null ? conversationId : branchAbout(conversationId, branch.messageId);
}

/** What an offer to take back the deletion of a branch is about. */
export function branchAbout(conversationId: string, messageId: string): string {
  return `${conversationId} ${messageId}`;
}
