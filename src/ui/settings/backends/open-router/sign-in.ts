import { type ReadonlySignal, signal } from "@preact/signals";
import type { UsableBackend } from "../../../../backends/backend.ts";
import type { BackendKeys } from "../../../../backends/backend-keys.ts";
import type { BackendStore } from "../../../../backends/backend-store.ts";
import { kindById } from "../../../../backends/backend-kinds.ts";
import { isOpenRouter, OPEN_ROUTER_URL } from "../../../../backends/open-router/open-router.ts";
import type { SignInEnd } from "../../../../backends/open-router/sign-in.ts";
import type { MessageError } from "../../../../conversations/conversation.ts";
import { hostPattern } from "../../../../settings/site-address.ts";
import type { SignInRequest } from "./sign-in-request.ts";

/** What signing in with OpenRouter takes. */
export interface SignInDependencies {
  /**
   * Asks for what the browser gives on demand. Must be called inside the click. Rejects if the browser cannot ask.
   * undefined: this browser has no window to sign in with.
   */
  signInAccess: ((hostPattern: string) => Promise<boolean>) | undefined;
  signIn: SignInRequest;
  backends: Pick<BackendStore, "list" | "add" | "update">;
  /** undefined in private windows, where no secret is written. */
  keys: Pick<BackendKeys, "delete"> | undefined;
  randomId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/** How a try stands, or how the last one ended without a key. */
export type SignInState =
  | { type: "waiting" }
  | { type: "no-access" }
  | { type: "ended"; end: SignInEnd }
  | { type: "failed"; problem: MessageError }
  /** There is a key, and this browser could not store who has it. */
  | { type: "unsaved" };

/** What the person has typed about the backend, and which stored one it is about. */
export interface SignInWishes {
  edited?: UsableBackend | undefined;
  name?: string;
  model?: string | undefined;
}

export interface SignIn {
  /** undefined: nothing has been tried. */
  readonly state: ReadonlySignal<SignInState | undefined>;
  /**
   * Signs in, and stores the key with the backend that is meant: the edited one, else the first that is OpenRouter, else a
   * new one, which is then asked first. The person agrees to it by that. Asks for access before it awaits anything.
   * @returns the backend as it is stored; undefined if it came to nothing, and `state` says why
   */
  start(wishes?: SignInWishes): Promise<UsableBackend | undefined>;
  /** Ends a try. What its page brings later is not used. */
  stop(): void;
}

export function createSignIn(dependencies: SignInDependencies): SignIn {
  const { signInAccess, signIn, backends, keys, randomId, now } = dependencies;
  const state = signal<SignInState | undefined>();
  let running: AbortController | undefined;

  async function isAllowed(): Promise<boolean> {
    try {
      return (await signInAccess?.(hostPattern(OPEN_ROUTER_URL))) === true;
    } catch {
      return false;
    }
  }

  async function store(keyId: string, { edited, name, model }: SignInWishes): Promise<UsableBackend> {
    const known = edited ?? (await backends.list()).usable.find(isOpenRouter);
    if (known === undefined) {
      const { id: preset, name: usual = "" } = kindById("openrouter");
      const config = { baseUrl: OPEN_ROUTER_URL, preset };
      const added = { id: randomId(), type: "openai-compatible", name: name?.trim() || usual, config } as const;
      const backend = { ...added, keyId, agreedAt: now(), ...(model !== undefined && { model }) };
      await backends.add(backend, { chosen: true });
      return backend;
    }
    const change = { keyId, agreedAt: known.agreedAt ?? now() };
    await backends.update(known.id, change);
    // What cannot be deleted now is named by no backend, and goes when the keys are tidied.
    if (known.keyId !== undefined) await keys?.delete(known.keyId).catch(() => undefined);
    return { ...known, ...change };
  }

  async function run(allowed: Promise<boolean>, wishes: SignInWishes, ended: AbortSignal) {
    if (!(await allowed)) return { type: "no-access" } as const;
    const result = ended.aborted ? undefined : await signIn(ended);
    if (result?.type !== "key") return result;
    try {
      return await store(result.keyId, wishes);
    } catch {
      await keys?.delete(result.keyId).catch(() => undefined);
      return { type: "unsaved" } as const;
    }
  }

  return {
    state,

    async start(wishes = {}) {
      const allowed = isAllowed();
      running?.abort();
      const trying = new AbortController();
      running = trying;
      state.value = { type: "waiting" };
      const outcome = await run(allowed, wishes, trying.signal);
      if (outcome !== undefined && "id" in outcome) {
        if (running === trying) state.value = undefined;
        return outcome;
      }
      if (running === trying) state.value = outcome;
      return undefined;
    },

    stop() {
      running?.abort();
      running = undefined;
      state.value = undefined;
    },
  };
}
