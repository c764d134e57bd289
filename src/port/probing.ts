import type { Command } from "./commands.ts";
import type { PortServerDependencies } from "./server-dependencies.ts";
import type { View } from "./view.ts";

type ProbeCommand = Extract<Command, { type: "list-models" | "test-backend" | "stop-test" | "sign-in" }>;

/**
 * Creates a function that carries out what views want to know of backends. It returns at once, because a backend can take
 * minutes, and a view's next command must not wait for it. What is still running ends with the view, and a test with
 * another one of the same id.
 */
export function createProbing({
  probes,
  signIn,
  report,
}: Pick<PortServerDependencies, "probes" | "signIn" | "report">): (view: View, command: ProbeCommand) => void {
  const tests = new WeakMap<View, Map<string, AbortController>>();

  function run(view: View, signal: AbortSignal, probe: () => Promise<void>): void {
    probe().catch((problem: unknown) => {
      if (signal.aborted) return;
      report(problem);
      view.post({ type: "failed" });
    });
  }

  function listModels(view: View, backendId: string): void {
    run(view, view.closed, async () => {
      view.post({ type: "models", backendId, ...(await probes.models(backendId, view.closed)) });
    });
  }

  function test(view: View, { testId, draft, ask }: Extract<ProbeCommand, { type: "test-backend" }>): void {
    stop(view, testId);
    const controller = new AbortController();
    tests.set(view, (tests.get(view) ?? new Map<string, AbortController>()).set(testId, controller));
    const signal = AbortSignal.any([controller.signal, view.closed]);
    run(view, signal, async () => {
      const finding = await probes.test(draft, { ask, signal });
      if (signal.aborted) return;
      tests.get(view)?.delete(testId);
      view.post({ type: "backend-tested", testId, ...finding });
    });
  }

  function stop(view: View, testId: string): void {
    tests.get(view)?.get(testId)?.abort();
    tests.get(view)?.delete(testId);
  }

  return (view, command) => {
    switch (command.type) {
      case "list-models":
        return listModels(view, command.backendId);
      case "test-backend":
        return test(view, command);
      case "stop-test":
        return stop(view, command.testId);
      case "sign-in":
        return run(view, view.closed, async () => view.post({ type: "signed-in", result: await signIn(view.closed) }));
      default:
        return command satisfies never;
    }
  };
}
