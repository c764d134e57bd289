import { ChatError } from "../providers/chat-error.ts";
import type { Call, ChatRequest, Provider, ProviderType, ReplyPart } from "../providers/provider.ts";
import type { RateLimit } from "../providers/transport/rate-limit.ts";
import type { Backend } from "./backend.ts";
import type { Backends } from "./backends.ts";

/** A backend that is ready to be asked. */
export interface OpenBackend {
  readonly backend: Backend;
  /** How many questions it answers at once. */
  readonly atOnce: number;
  /**
   * As `Provider.chat`. Waits first until the backend may be asked again.
   * @throws ChatError
   */
  chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}

export interface OpenBackendsDependencies {
  types: readonly ProviderType[];
  /** Reads the person's backends. */
  readBackends(): Promise<Pick<Backends, "chosenId"> & { usable: readonly Backend[] }>;
  rateLimit: RateLimit;
  /** What each question brings. */
  call: Omit<Call, "signal" | "key">;
  /** Called with the match patterns of all backends before the first question, and after each change of them. */
  prepare(origins: readonly string[]): Promise<void>;
  report(problem: unknown): void;
}

/** The person's backends, each opened by its type. */
export interface OpenBackends {
  /**
   * Opens the backend with this id, or the chosen one.
   * @throws ChatError of kind `no-backend` if there is none, or its type is not known here: never another one instead
   */
  open(id?: string): Promise<OpenBackend>;
  /** Resolves when requests to all backends are prepared. */
  ready(): Promise<void>;
}

/** Creates the list. A provider lives as long as its backend stays as it is, and keeps what it knows of it. */
export function createOpenBackends(dependencies: OpenBackendsDependencies): OpenBackends {
  const { types, readBackends, rateLimit, call, prepare, report } = dependencies;
  const providers = new Map<string, { config: string; provider: Provider }>();
  let prepared: { origins: string; ready: Promise<void> } | undefined;

  function readConfig({ type: name, config }: Backend): { type: ProviderType; config: unknown } | undefined {
    const type = types.find((known) => known.type === name);
    const read = type?.config.safeParse(config);
    return type !== undefined && read?.success === true ? { type, config: read.data } : undefined;
  }

  function originsOf(backend: Backend): readonly string[] {
    const known = readConfig(backend);
    return known?.type.origins(known.config) ?? [];
  }

  function providerOf({ id }: Backend, { type, config }: { type: ProviderType; config: unknown }): Provider {
    const key = `${type.type} ${JSON.stringify(config)}`;
    const before = providers.get(id);
    if (before?.config === key) return before.provider;
    const provider = type.create(config);
    providers.set(id, { config: key, provider });
    return provider;
  }

  /** Prepares again only after a change, and after a failure. */
  function prepareFor(backends: readonly Backend[]): Promise<void> {
    const origins = backends.flatMap(originsOf);
    const key = JSON.stringify(origins);
    if (prepared?.origins !== key) {
      const preparing = { origins: key, ready: prepare(origins) };
      prepared = preparing;
      preparing.ready.catch((problem: unknown) => {
        report(problem);
        if (prepared === preparing) prepared = undefined;
      });
    }
    return prepared.ready;
  }

  return {
    ready: async () => prepareFor((await readBackends()).usable),

    async open(id) {
      const { usable, chosenId } = await readBackends();
      const backend = usable.find((each) => each.id === (id ?? chosenId));
      const known = backend && readConfig(backend);
      if (backend === undefined || known === undefined) throw new ChatError("no-backend");
      const { gapMs, atOnce } = (known.type.traitsOf?.(known.config) ?? known.type.traits).pace;
      const provider = providerOf(backend, known);
      const ready = prepareFor(usable);
      const lane = known.type.origins(known.config)[0] ?? backend.id;
      return {
        backend,
        atOnce,
        async *chat(request, signal) {
          await ready;
          await rateLimit.start(lane, gapMs, signal);
          const model = request.model ?? backend.model;
          yield* provider.chat({ ...request, ...(model !== undefined && { model }) }, { ...call, signal });
        },
      };
    },
  };
}
