import type { Browser } from "puppeteer-core";

/** A function that runs in the browser: it is sent as text, so it sees its arguments alone. */
// oxlint-disable-next-line typescript/no-explicit-any -- what goes in and out is JSON, whatever its type here
export type RemoteFunction = (...remoteArguments: any[]) => unknown;

/** A place in Firefox where code can be run: a tab, or the browser's own window. */
export interface Remote {
  /** Runs a function there; arguments and result are JSON. Rejects with what it throws. */
  call<Result>(task: RemoteFunction, ...remoteArguments: readonly unknown[]): Promise<Result>;
  /** Runs the body of an async function there; its result is JSON. */
  run<Result>(body: string): Promise<Result>;
}

/** A WebDriver BiDi command that puppeteer has no method for. */
export async function sendBidi<Result>(browser: Browser, method: string, parameters: object): Promise<Result> {
  const { connection } = browser as unknown as {
    connection: { send(method: string, parameters: object): Promise<{ result: Result }> };
  };
  return (await connection.send(method, parameters)).result;
}

interface Evaluated {
  type: "success" | "exception";
  result?: { value?: string };
  exceptionDetails?: { text: string };
}

/** The place that the protocol knows under this id. */
export function createRemote(browser: Browser, context: string): Remote {
  async function run<Result>(body: string): Promise<Result> {
    const evaluated = await sendBidi<Evaluated>(browser, "script.evaluate", {
      // Sloppy mode: views are entered by `with`.
      expression: `(async () => JSON.stringify({ value: await (async () => { ${body} })() }))()`,
      target: { context },
      awaitPromise: true,
    });
    if (evaluated.type === "exception") throw new Error(evaluated.exceptionDetails?.text ?? "It failed there");
    const { value } = JSON.parse(evaluated.result?.value ?? "{}") as { value: Result };
    return value;
  }
  return withCalls(run);
}

/** A place where bodies of functions run, for whole functions too. */
export function withCalls(run: Remote["run"]): Remote {
  return {
    run,
    call: (task, ...remoteArguments) => run(`return (${String(task)})(...${JSON.stringify(remoteArguments)})`),
  };
}

/** The browser's own window, with all rights. Needs `--remote-allow-system-access`. */
export async function createChromeRemote(browser: Browser): Promise<Remote> {
  const { contexts } = await sendBidi<{ contexts: { context: string }[] }>(browser, "browsingContext.getTree", {
    "moz:scope": "chrome",
  });
  const [window] = contexts;
  if (window === undefined) throw new Error("Firefox has no window");
  return createRemote(browser, window.context);
}
