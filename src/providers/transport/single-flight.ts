import { untilAborted } from "./wait.ts";

interface Run<Value> {
  result: Promise<Value>;
  ending: AbortController;
  waiting: number;
}

/**
 * Runs a task under a key, or joins the run in progress. The task's signal aborts when nobody waits for it any more.
 */
export type SingleFlight<Value> = (
  key: string,
  signal: AbortSignal,
  task: (signal: AbortSignal) => Promise<Value>,
) => Promise<Value>;

/**
 * Makes concurrent calls with the same key share one run. Results are not cached: a call after the end starts a new
 * run.
 * @throws what the task throws, or the signal's reason if the caller's signal aborts first
 */
export function createSingleFlight<Value>(): SingleFlight<Value> {
  const runs = new Map<string, Run<Value>>();

  function start(key: string, task: (signal: AbortSignal) => Promise<Value>): Run<Value> {
    const ending = new AbortController();
    const run: Run<Value> = { ending, waiting: 0, result: task(ending.signal) };
    runs.set(key, run);
    const forget = () => {
      if (runs.get(key) === run) runs.delete(key);
    };
    run.result.then(forget, forget);
    return run;
  }

  return async (key, signal, task) => {
    signal.throwIfAborted();
    const run = runs.get(key) ?? start(key, task);
    run.waiting += 1;
    try {
      return await untilAborted(run.result, signal);
    } finally {
      run.waiting -= 1;
      if (run.waiting === 0) {
        // A later caller must not join a run that is being ended.
        if (runs.get(key) === run) runs.delete(key);
        run.ending.abort();
      }
    }
  };
}
