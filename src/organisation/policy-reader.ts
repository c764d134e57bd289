/** What an organisation has set for its people, as the browser hands it over, unchecked. Empty: nothing. */
export type Policy = Readonly<Record<string, unknown>>;

/** How long the first answer is awaited where there were no rules when the browser answered last, in ms. */
const UNRULED_MS = 100;

/** How long it is awaited where the browser has never answered, in ms: for what an organisation installs and sets up at once. */
const UNKNOWN_MS = 10_000;

export interface PolicyReaderDependencies {
  /** Reads what holds now. Firefox rejects for everybody who has no organisation. */
  get(): Promise<Policy>;
  /** Whether there were rules when the browser answered last, in whichever page. undefined: it never has. */
  wereRules(): Promise<boolean | undefined>;
  /** Keeps that for the next start. */
  keepWhether(areRules: boolean): Promise<void>;
  report(problem: unknown): void;
}

/** Reads the policy of an organisation. */
export interface PolicyReader {
  /** Returns what holds now. Never rejects. */
  read(): Promise<Policy>;
  /** Calls `listener` when rules come that were not waited for, until `signal` aborts. */
  watch(listener: () => void, signal: AbortSignal): void;
}

/**
 * Right after it has started, Chromium answers only when its first page is loaded: after some seconds, or some minutes where
 * that page never ends. Until then what held before holds: who had rules waits for them, and who had none waits for nothing.
 */
export function createPolicyReader({ get, wereRules, keepWhether, report }: PolicyReaderDependencies): PolicyReader {
  const listeners = new Set<() => void>();
  let last: Policy | undefined;
  let starting: Promise<Policy> | undefined;
  /** Whether somebody was told that there are no rules before it was known. */
  let isAssumed = false;

  const areRules = (policy: Policy) => Object.keys(policy).length > 0;

  async function ask(): Promise<Policy> {
    const before = last;
    last = await get().catch(() => before ?? {});
    return last;
  }

  async function keep(policy: Policy): Promise<void> {
    if ((await wereRules()) !== areRules(policy)) await keepWhether(areRules(policy));
  }

  async function askFirst(): Promise<Policy> {
    const policy = await ask();
    keep(policy).catch(report);
    if (isAssumed && areRules(policy)) for (const listener of listeners) listener();
    return policy;
  }

  async function assume(first: Promise<Policy>): Promise<Policy> {
    const before = await wereRules().catch(report);
    if (before === true) return first;
    await new Promise((resolve) => setTimeout(resolve, before === false ? UNRULED_MS : UNKNOWN_MS));
    if (last !== undefined) return last;
    isAssumed = true;
    return {};
  }

  function start(): Promise<Policy> {
    const first = askFirst();
    return Promise.race([first, assume(first)]);
  }

  return {
    async read() {
      if (last === undefined) return (starting ??= start());
      const before = last;
      const policy = await ask();
      if (areRules(before) !== areRules(policy)) keep(policy).catch(report);
      return policy;
    },
    watch(listener, signal) {
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
    },
  };
}
