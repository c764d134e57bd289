import { type ReadonlySignal, signal } from "@preact/signals";
import { type Health, isPassedOver } from "../../../../backends/health.ts";
import type { HealthStore } from "../../../../backends/health-store.ts";

/** The backends that are passed over now. */
export interface PassedOver {
  /** Why, by their ids. */
  readonly all: ReadonlySignal<ReadonlyMap<string, Health>>;
  /** Has a backend asked in its turn again. When this resolves, `all` says whether it is. */
  tryNow(id: string): Promise<void>;
}

export interface PassedOverDependencies {
  health: Pick<HealthStore, "get" | "forget">;
  /** The ids of all backends. */
  ids(): readonly string[];
  /** Calls back when what is kept of any backend changes, or when there are other backends. */
  watch(listener: () => void): void;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Keeps them as they change by themselves, too: a timer runs only while one is passed over. */
export function createPassedOver({ health, ids, watch, now }: PassedOverDependencies): PassedOver {
  const all = signal<ReadonlyMap<string, Health>>(new Map());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reads = 0;

  async function read(): Promise<void> {
    const own = (reads += 1);
    const kept = await health.get(ids());
    // What was read before must not replace what was read since.
    if (own !== reads) return;
    const passedOver = [...kept].filter(([, each]) => isPassedOver(each, now()));
    clearTimeout(timer);
    if (passedOver.length > 0) {
      const nextEnd = Math.min(...passedOver.map(([, { until }]) => until));
      timer = setTimeout(() => void read(), nextEnd - now());
    }
    if (passedOver.length > 0 || all.peek().size > 0) all.value = new Map(passedOver);
  }

  watch(() => void read());
  void read();
  return {
    all,
    async tryNow(id) {
      await health.forget(id);
      await read();
    },
  };
}
