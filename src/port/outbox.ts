import type { Change } from "../conversations/change.ts";

/** One frame of a 60 Hz screen, in ms: nobody sees more often. */
export const FRAME_MS = 16;

export interface Batch {
  sequence: number;
  changes: Change[];
}

/**
 * Gathers the changes that one view has not received yet. The first goes at once, then at most one batch a frame, and
 * none before the view has drawn the one before: a slow view gets larger batches, and slows nobody. Text for the same
 * message is joined, so a batch grows with the letters and not with the number of pieces.
 */
export function createOutbox(post: (batch: Batch) => void): {
  push(change: Change, sequence: number): void;
  received(sequence: number): void;
  close(): void;
} {
  let waiting: Batch = { sequence: 0, changes: [] };
  let unconfirmed: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function flush(): void {
    if (closed || timer !== undefined || unconfirmed !== undefined || waiting.changes.length === 0) return;
    const batch = waiting;
    waiting = { sequence: batch.sequence, changes: [] };
    unconfirmed = batch.sequence;
    timer = setTimeout(() => {
      timer = undefined;
      flush();
    }, FRAME_MS);
    post(batch);
  }

  return {
    push(change, sequence) {
      if (!join(waiting.changes, change)) waiting.changes.push(change);
      waiting.sequence = sequence;
      flush();
    },
    received(sequence) {
      if (unconfirmed !== undefined && sequence >= unconfirmed) unconfirmed = undefined;
      flush();
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** Adds text to the last change where that is text of the same message too. */
function join(changes: Change[], change: Change): boolean {
  const last = changes.at(-1);
  if (change.type !== "text" && change.type !== "reasoning") return false;
  if (last?.type !== change.type || last.messageId !== change.messageId) return false;
  changes[changes.length - 1] = { ...last, text: last.text + change.text };
  return true;
}
