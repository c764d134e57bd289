import { ChatError } from "../chat-error.ts";
import { untilAborted } from "./wait.ts";

/** Least time between the starts of two questions to one site, in ms. Free sites block those who hurry. */
export const MINIMUM_GAP_MS = 1000;

/** Most questions that one site answers at once: what a person with some open tabs would cause. */
export const MAXIMUM_AT_ONCE = 3;

export interface SiteQueueOptions {
  /** Default: `MINIMUM_GAP_MS`. */
  minimumGapMs?: number;
  /** Default: `MAXIMUM_AT_ONCE`. */
  maximumAtOnce?: number;
}

export interface SiteQueue {
  /**
   * Waits for a turn with this site, first come first served.
   * @returns a function that ends the turn. Calling it twice is harmless
   * @throws ChatError of kind `aborted` if the signal aborts first
   */
  acquire(siteUrl: string, signal: AbortSignal): Promise<() => void>;
}

interface Lane {
  running: number;
  resting: boolean;
  waiting: Array<() => void>;
}

/** Creates a queue with a lane for each site. All state lives in the queue, so a process needs only one. */
export function createSiteQueue(options: SiteQueueOptions = {}): SiteQueue {
  const { minimumGapMs = MINIMUM_GAP_MS, maximumAtOnce = MAXIMUM_AT_ONCE } = options;
  const lanes = new Map<string, Lane>();

  function letIn(siteUrl: string, lane: Lane): void {
    if (lane.resting || lane.running >= maximumAtOnce) return;
    const start = lane.waiting.shift();
    if (start === undefined) {
      if (lane.running === 0) lanes.delete(siteUrl);
      return;
    }
    lane.running += 1;
    if (minimumGapMs > 0) {
      lane.resting = true;
      setTimeout(() => {
        lane.resting = false;
        letIn(siteUrl, lane);
      }, minimumGapMs);
    }
    start();
    letIn(siteUrl, lane);
  }

  return {
    async acquire(siteUrl, signal) {
      if (signal.aborted) throw new ChatError("aborted", { cause: signal.reason });
      const lane = lanes.get(siteUrl) ?? { running: 0, resting: false, waiting: [] };
      lanes.set(siteUrl, lane);

      let inside = false;
      const release = () => {
        if (!inside) return;
        inside = false;
        lane.running -= 1;
        letIn(siteUrl, lane);
      };
      let start = ignore;
      const turn = new Promise<void>((resolve) => {
        start = () => {
          inside = true;
          resolve();
        };
      });
      lane.waiting.push(start);
      letIn(siteUrl, lane);
      try {
        await untilAborted(turn, signal);
      } catch (thrown) {
        const place = lane.waiting.indexOf(start);
        if (place >= 0) lane.waiting.splice(place, 1);
        release();
        throw new ChatError("aborted", { cause: thrown });
      }
      return release;
    },
  };
}

function ignore(): void {}
