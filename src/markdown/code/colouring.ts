import type { ColourJob, ColourReport } from "./colour-job.ts";
import type { ColourStep } from "./colour-steps.ts";
import { languageId } from "./languages.ts";

/**
 * Longest code that is coloured, in characters. Longer code is rarely read here and would need thousands of elements.
 */
const MAX_CODE_LENGTH = 20_000;
/**
 * Longest line that is coloured, in characters. Longer lines are data or generated code, and grammars read them over
 * and over.
 */
const MAX_LINE_LENGTH = 2_000;
/** Time limit for one piece of code, in ms. Usual code takes a fraction of it, also on a slow machine. */
const MAX_TIME_MS = 2_000;

/** A worker that colours code, or a replacement for it in tests. */
export interface ColourWorker extends EventTarget {
  postMessage(job: ColourJob): void;
  terminate(): void;
}

export interface Colouring {
  /**
   * Colours code in a worker. The last request runs first, because it is the code in view. Never rejects.
   * @returns undefined if the code stays uncoloured: unknown language, too long, too slow, failed, or aborted
   */
  colour(code: string, language: string, signal: AbortSignal): Promise<readonly ColourStep[] | undefined>;
}

interface Waiting {
  job: ColourJob;
  finish(steps?: readonly ColourStep[]): void;
}

/** Whether `colour` would colour this code: its language is known, and neither it nor a line of it is too long. */
export function isColourable(code: string, language: string): boolean {
  if (languageId(language) === undefined || code.length > MAX_CODE_LENGTH) return false;
  return code.length <= MAX_LINE_LENGTH || code.split("\n").every(({ length }) => length <= MAX_LINE_LENGTH);
}

/**
 * Creates a colouring. It starts its worker at the first request, and replaces it if a piece of code takes too long.
 */
export function createColouring(startWorker: () => ColourWorker): Colouring {
  let worker: ColourWorker | undefined;
  let current: Waiting | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Waiting[] = [];

  function endCurrent(steps?: readonly ColourStep[]): void {
    clearTimeout(timer);
    current?.finish(steps);
    current = undefined;
    next();
  }

  function giveUp(): void {
    worker?.terminate();
    worker = undefined;
    endCurrent();
  }

  function take(report: ColourReport): void {
    switch (report.type) {
      case "begun":
        timer = setTimeout(giveUp, MAX_TIME_MS);
        return;
      case "coloured":
        return endCurrent(report.steps);
      case "failed":
        return endCurrent();
      default:
        report satisfies never;
    }
  }

  function start(): ColourWorker {
    const started = startWorker();
    started.addEventListener("message", (event) => {
      if (event instanceof MessageEvent && started === worker) take(event.data);
    });
    started.addEventListener("error", () => started === worker && giveUp());
    return started;
  }

  function next(): void {
    if (current !== undefined) return;
    current = waiting.pop();
    if (current === undefined) return;
    try {
      worker ??= start();
      worker.postMessage(current.job);
    } catch {
      giveUp();
    }
  }

  return {
    colour(code, language, signal) {
      const id = languageId(language);
      if (id === undefined || signal.aborted || !isColourable(code, language)) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const entry: Waiting = { job: { code, languageId: id }, finish: (steps) => resolve(steps) };
        waiting.push(entry);
        signal.addEventListener(
          "abort",
          () => {
            waiting = waiting.filter((each) => each !== entry);
            resolve(undefined);
          },
          { once: true },
        );
        next();
      });
    },
  };
}
