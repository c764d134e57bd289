import type { Secret } from "../secrets/secret.ts";
import { ChatError } from "../providers/chat-error.ts";
import type {
  Allowance,
  Call,
  ChatRequest,
  Model,
  Provider,
  ProviderType,
  ReplyPart,
  Traits,
} from "../providers/provider.ts";
import type { RateLimit } from "../providers/transport/rate-limit.ts";
import type { Backend } from "./backend.ts";
import type { Backends } from "./backends.ts";
import { sayLoading } from "./say-loading.ts";

/** A backend as it stands in a form, stored or not. */
export type Draft = Pick<Backend, "type" | "config" | "model" | "keyId"> & {
  /** The stored backend that it would become. Default: a new one. */
  id?: string | undefined;
};

/** What can be found out about a backend. */
export interface KnownBackend {
  /**
   * Lists the models that can be asked for. Empty: the backend chooses by itself.
   * @throws ChatError
   */
  listModels(signal: AbortSignal): Promise<readonly Model[]>;
  /** As `Provider.allowance`. */
  allowance(signal: AbortSignal): Promise<Allowance | undefined>;
  /**
   * As `Provider.check`, for the model that the person has chosen.
   * @throws ChatError
   */
  check(signal: AbortSignal): Promise<void>;
}

/** A question, and what is known of its text. */
export interface MarkedRequest extends ChatRequest {
  /** Whether it, or what was said before it, may hold text of a page. Default: it may. */
  holdsPageText?: boolean | undefined;
}

/** A backend that is ready to be asked. */
export interface OpenBackend extends KnownBackend {
  readonly backend: Backend;
  /** How many questions it answers at once. */
  readonly atOnce: number;
  /**
   * As `Provider.chat`. Waits first until the backend may be asked again.
   * @throws ChatError of kind `never-pages` if it must not get the question by then; else as the provider
   */
  chat(request: MarkedRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}

export interface OpenBackendsDependencies {
  types: readonly ProviderType[];
  /** Reads the person's backends. */
  readBackends(): Promise<
    Pick<Backends, "chosenId"> & Partial<Pick<Backends, "unreadable">> & { usable: readonly Backend[] }
  >;
  /** Whether the rules of the person's organisation let it be asked. Those that are stored have been looked at. */
  isAllowed(draft: Draft): Promise<boolean>;
  rateLimit: RateLimit;
  /** What each question brings. */
  call: Omit<Call, "signal" | "key">;
  /** Reads a key by its id. undefined: it is missing or cannot be read. */
  readKey(id: string): Promise<Secret | undefined>;
  /** Whether the browser lets us reach all these hosts, given as match patterns. */
  mayReach(origins: readonly string[]): Promise<boolean>;
  /** Called with the match patterns of all backends before the first question, and after each change of them. */
  prepare(origins: readonly string[]): Promise<void>;
  /** Called as soon as a question goes out. Must not throw. */
  sent(backend: Backend, request: MarkedRequest): void;
  report(problem: unknown): void;
}

/** The person's backends, each opened by its type. */
export interface OpenBackends {
  /**
   * Opens the backend with this id, or the chosen one.
   * @throws ChatError of kind `no-backend` if there is none, or its type is not known here; of kind `not-secure` if it would
   *   be asked over the internet without encryption; of kind `not-allowed` if the rules of an organisation are against it.
   *   Never another one instead
   */
  open(id?: string): Promise<OpenBackend>;
  /**
   * Opens a backend that may not be stored. What is learnt of it is kept for nobody else.
   * @throws ChatError of kind `no-backend` if its type is not known here or its config is wrong; of kind `not-allowed`
   */
  openDraft(draft: Draft): Promise<KnownBackend>;
  /** Resolves when requests to all backends are prepared, and to these hosts, given as match patterns. Default: to no more. */
  ready(origins?: readonly string[]): Promise<void>;
}

/** A type, and what one of its backends says of itself. */
interface Known {
  type: ProviderType;
  config: unknown;
  traits: Traits;
  origins: readonly string[];
}

/** Creates the list. A provider lives as long as its backend stays as it is, and keeps what it knows of it. */
export function createOpenBackends(dependencies: OpenBackendsDependencies): OpenBackends {
  const { types, readBackends, isAllowed, rateLimit, call, readKey, mayReach, prepare, sent, report } = dependencies;
  const providers = new Map<string, { config: string; provider: Provider }>();
  /** The hosts of drafts. They stay prepared as long as this background lives, whatever else changes. */
  const draftOrigins = new Set<string>();
  let prepared: { origins: string; ready: Promise<void> } | undefined;

  function readConfig({ type: name, config }: Pick<Backend, "type" | "config">): Known | undefined {
    const type = types.find((known) => known.type === name);
    const read = type?.config.safeParse(config);
    if (type === undefined || read?.success !== true) return undefined;
    const traits = type.traitsOf?.(read.data) ?? type.traits;
    return { type, config: read.data, traits, origins: type.origins(read.data) };
  }

  function providerOf({ id }: Backend, { type, config }: Known): Provider {
    const key = `${type.type} ${JSON.stringify(config)}`;
    const before = providers.get(id);
    if (before?.config === key) return before.provider;
    const provider = type.create(config);
    providers.set(id, { config: key, provider });
    return provider;
  }

  /** Prepares again only after a change, and after a failure. */
  function prepareFor(backends: readonly Backend[]): Promise<void> {
    const stored = backends.flatMap((backend) => readConfig(backend)?.origins ?? []);
    const origins = [...new Set([...stored, ...draftOrigins])];
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

  /**
   * Makes the call to a backend, with its key.
   * @throws ChatError of kind `no-key` if it needs one and has none, or what it has cannot be read; of kind `permission`
   */
  async function makeCall({ traits, origins }: Known, keyId: string | undefined, signal: AbortSignal): Promise<Call> {
    const key = keyId === undefined ? undefined : await readKey(keyId);
    if (key === undefined && (keyId !== undefined || traits.key === "required")) throw new ChatError("no-key");
    // A request without access fails as one does that nobody answers, so it is looked at before. Sites look by themselves.
    if (!traits.siteTab && origins.length > 0 && !(await mayReach(origins))) throw new ChatError("permission");
    return { ...call, signal, ...(key !== undefined && { key }) };
  }

  /**
   * Looks right before a question goes out, because it may have waited, and rules hold at once.
   * @throws ChatError if the backend may not be asked any more, or is another one by now
   */
  async function requireUnchanged({ id, type, config }: Backend): Promise<void> {
    const { usable, unreadable } = await readBackends();
    const now = usable.find((each) => each.id === id);
    if (now === undefined) throw missing(id, unreadable);
    if (now.type !== type || JSON.stringify(now.config) !== JSON.stringify(config)) throw new ChatError("no-backend");
  }

  function knowing(known: Known, provider: Provider, { keyId, model }: Draft, ready: Promise<void>): KnownBackend {
    return {
      async listModels(signal) {
        await ready;
        return (await provider.listModels?.(await makeCall(known, keyId, signal))) ?? [];
      },
      async allowance(signal) {
        await ready;
        return provider.allowance?.(await makeCall(known, keyId, signal));
      },
      async check(signal) {
        await ready;
        await provider.check(await makeCall(known, keyId, signal), model);
      },
    };
  }

  /** As the person has set it by now. One that is gone gets nothing. */
  async function neverGetsPages(id: string): Promise<boolean> {
    const backend = (await readBackends()).usable.find((each) => each.id === id);
    return backend === undefined || backend.neverPages === true;
  }

  return {
    async ready(origins = []) {
      for (const origin of origins) draftOrigins.add(origin);
      await prepareFor((await readBackends()).usable);
    },

    async open(id) {
      const { usable, unreadable, chosenId } = await readBackends();
      const wishedId = id ?? chosenId;
      const backend = usable.find((each) => each.id === wishedId);
      const known = backend && readConfig(backend);
      if (backend === undefined || known === undefined) throw missing(wishedId, unreadable);
      const { reach, pace } = known.traits;
      const { gapMs, atOnce } = pace;
      const isNearby = reach === "computer" || reach === "network";
      const provider = providerOf(backend, known);
      const ready = prepareFor(usable);
      const lane = known.origins[0] ?? backend.id;
      return {
        ...knowing(known, provider, backend, ready),
        backend,
        atOnce,
        async *chat({ holdsPageText = true, ...request }, signal) {
          await ready;
          const asking = await makeCall(known, backend.keyId, signal);
          await rateLimit.start(lane, gapMs, signal);
          // The question can have waited, and the person can have said so meanwhile.
          if (holdsPageText && (await neverGetsPages(backend.id))) throw new ChatError("never-pages");
          await requireUnchanged(backend);
          signal.throwIfAborted();
          const model = request.model ?? backend.model;
          sent(backend, { ...request, holdsPageText });
          const parts = provider.chat({ ...request, ...(model !== undefined && { model }) }, asking);
          yield* isNearby ? sayLoading(parts, signal) : parts;
        },
      };
    },

    async openDraft(draft) {
      const known = readConfig(draft);
      if (known === undefined) throw new ChatError("no-backend");
      if (!(await isAllowed(draft))) throw new ChatError("not-allowed");
      for (const origin of known.origins) draftOrigins.add(origin);
      const ready = prepareFor((await readBackends()).usable);
      return knowing(known, known.type.create(known.config), draft, ready);
    },
  };
}

/** Returns why there is no backend with this id. */
function missing(id: string, unreadable: Backends["unreadable"] = []): ChatError {
  const reason = unreadable.find((each) => each.id === id)?.reason;
  return new ChatError(reason === undefined || reason === "later-version" ? "no-backend" : reason);
}
