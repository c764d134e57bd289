import type { Change } from "../conversations/change.ts";

/** One frame of a 60 Hz screen, in ms. Nobody sees more often. */
export const FRAME_MS = 16;

/** Changes that go to a view together. */
export interface Batch {
  /** The number of the last one. */
  sequence: number;
  changes: Change[];
}

/**
 * Creates the queue of changes that one view has not received yet.
 *
 * - The first change goes at once, then at most one batch a frame.
 * - No batch goes before the view has drawn the last one. So a slow view gets larger batches, and slows nobody.
 * - Text for the same message is joined. So a batch grows with the letters and not with the number of pieces.
 *
 * @param post sends a batch to the view
 */
export function createOutbox(post: (batch: Batch) => void): {
  /** Adds a change, with its number. */
  push(change: Change, sequence: number): void;
  /** Notes that the view has drawn everything up to this number. */
  received(sequence: number): void;
  /** Sends nothing any more. */
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

/** Joins text to the last change, if that is text of the same message too. Returns whether it did. */
function join(changes: Change[], change: Change): boolean {
  const last = changes.at(-1);
  if (change.type !== "text" && change.type !== "reasoning") return false;
  if (last?.type !== change.type || last.messageId !== change.messageId) return false;
  changes[changes.length - 1] = { ...last, text: last.text + change.text };
  return true;
}
