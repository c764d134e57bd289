import type { ColourJob, ColourReport } from "./colour-job.ts";
import type { ColourStep } from "./colour-steps.ts";
import { languageId } from "./languages.ts";

/** Longer code is left without colours, in characters: nobody reads it here, and it would be thousands of elements. */
const MAX_CODE_LENGTH = 20_000;
/** Code with a longer line is data or was made by a program; grammars read such lines over and over. */
const MAX_LINE_LENGTH = 2_000;
/** Usual code takes a fraction of this, in ms, also on a slow machine. */
const MAX_TIME_MS = 2_000;

/** A worker that colours code, or what stands in for it. */
export interface ColourWorker extends EventTarget {
  postMessage(job: ColourJob): void;
  terminate(): void;
}

export interface Colouring {
  /** How code is coloured; undefined where it is to stay as it is. What was asked last is done first: it is what is seen. */
  colour(code: string, language: string, signal: AbortSignal): Promise<readonly ColourStep[] | undefined>;
}

interface Waiting {
  job: ColourJob;
  finish(steps?: readonly ColourStep[]): void;
}

/** Whether code with this name of a language is coloured at all. */
export function isColourable(code: string, language: string): boolean {
  if (languageId(language) === undefined || code.length > MAX_CODE_LENGTH) return false;
  return code.length <= MAX_LINE_LENGTH || code.split("\n").every(({ length }) => length <= MAX_LINE_LENGTH);
}

/** Colours code in a worker, which is started when there is something to do, and ended where code takes too long. */
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
