import { untilAborted } from "./wait.ts";

interface Run<Value> {
  result: Promise<Value>;
  ending: AbortController;
  waiting: number;
}

/** Runs a task under a key, or joins the run that is under way. The task ends early when nobody waits for it any more. */
export type ShareRun<Value> = (
  key: string,
  signal: AbortSignal,
  task: (signal: AbortSignal) => Promise<Value>,
) => Promise<Value>;

/**
 * Makes sure that what several ask for at once is done once. Rejects with the signal's reason when that signal ends the
 * wait, else with what the task threw. Results are not kept: who asks after the end starts anew.
 */
export function createShareRun<Value>(): ShareRun<Value> {
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
        // Whoever comes later must not join a run that is being ended.
        if (runs.get(key) === run) runs.delete(key);
        run.ending.abort();
      }
    }
  };
}
