import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";

type ModelsEvent = Extract<Event, { type: "models" }>;

/** What a backend says of its models. */
export interface ModelList extends Pick<ModelsEvent, "models" | "problem" | "allowance"> {
  /** Whether it is being asked. What it said before stands meanwhile. */
  loading: boolean;
}

/** The models of backends, as far as somebody has wanted to see them. */
export interface ModelLists {
  /** By the id of the backend. */
  readonly all: ReadonlySignal<ReadonlyMap<string, ModelList>>;
  readonly loading: ReadonlySignal<boolean>;
  /** Asks these backends. */
  load(backendIds: readonly string[]): void;
  take(event: ModelsEvent): void;
  /** Returns the first commands of a new connection. */
  greet(): Command[];
}

const UNKNOWN: ModelList = { models: [], problem: null, loading: false };

export function createModelLists(send: (command: Command) => void): ModelLists {
  const all = signal<ReadonlyMap<string, ModelList>>(new Map());
  const loadingIds = computed(() => [...all.value].flatMap(([id, { loading }]) => (loading ? [id] : [])));
  const commandFor = (backendId: string): Command => ({ type: "list-models", backendId });
  return {
    all,
    loading: computed(() => loadingIds.value.length > 0),
    load(backendIds) {
      const wanted = backendIds.filter((id) => !loadingIds.value.includes(id));
      const begun = wanted.map((id): [string, ModelList] => [id, { ...(all.value.get(id) ?? UNKNOWN), loading: true }]);
      all.value = new Map([...all.value, ...begun]);
      for (const id of wanted) send(commandFor(id));
    },
    take({ backendId, models, problem, allowance }) {
      const list = { models, problem, loading: false, ...(allowance !== undefined && { allowance }) };
      all.value = new Map([...all.value, [backendId, list]]);
    },
    greet: () => loadingIds.value.map(commandFor),
  };
}
