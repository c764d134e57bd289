import type * as z from "zod/mini";
import type { Secret } from "../secrets/secret.ts";
import type { TimeLimits } from "./transport/time-limits.ts";

/** One turn of a conversation, as a backend sees it. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  text: string;
}

/** What is asked: the whole path of the conversation, oldest first, ending in a user message that is not blank. */
export interface ChatRequest {
  messages: readonly ChatMessage[];
  /** A wish; backends that choose by themselves ignore it. */
  model?: string;
  /** Whether the model thinks before it answers, where it leaves that open (`Model.thinkingIsOptional`). Default: its own. */
  think?: boolean;
  /** The last message means the answer before it ("go on") and makes no sense without it. Default: it stands for itself. */
  continues?: boolean;
  /** The conversation that it belongs to, for providers that keep private windows apart. Default: none. */
  conversationId?: string;
}

/** Why earlier messages did not go out with a question: they were too much for the backend, or it declined what they hold. */
export const LEFT_OUT_REASONS = ["too-long", "refused"] as const;
type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What an answer is made of, in the order in which it came. Exactly one `finish` comes, and it comes last. */
export type ReplyPart =
  | { type: "text"; text: string }
  /** The backend named the model that answers. At most once. */
  | { type: "model"; name: string }
  | { type: "reasoning"; text: string }
  /** The last so many characters of text were thinking, and none of the answer. Only where the end of thinking alone is marked. */
  | { type: "thought"; length: number }
  /** Something the backend wants the person to know, beside the answer. Plain text. */
  | { type: "notice"; text: string }
  /**
   * Earlier messages of the conversation were not sent. Before any text; the last such part counts. `messages`: how many of
   * them, from the oldest on. Default: all.
   */
  | { type: "left-out"; reason: LeftOutReason; messages?: number }
  /** Nothing has come for a while, because the model is being loaded. The next part of the answer ends that. */
  | { type: "loading" }
  /** The backend alters code, so the question went out in signs that it leaves alone. Once a backend and session. */
  | { type: "rewritten" }
  /** What the answer used, in tokens, as far as the backend counts them. A later part counts for the fields that it has. */
  | { type: "usage"; inputTokens?: number; outputTokens?: number }
  /**
   * - `length`: the backend's own limit was reached.
   * - `cut`: the connection ended before the answer did.
   * - `refused`: the backend declined to say more. Some of the answer came before.
   *
   * `raw`: the backend's own word for it.
   */
  | { type: "finish"; reason: FinishReason; raw?: string };

/** Whether a part is something of the answer that a person sees: white space is none, and neither is what stands beside it. */
export function isShown(part: ReplyPart): boolean {
  return part.type === "text" && part.text.trim() !== "";
}

export type FinishReason = "stop" | "length" | "cut" | "refused";

/** A small store that lives as long as the browser session. Values must survive JSON. */
export interface SessionMemory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** What one question brings from outside. Providers know no browser. */
export interface Call {
  /** Sends requests without the person's cookies, through their proxy where they use one. */
  fetch: typeof globalThis.fetch;
  /** The key of the backend. Absent: it has none. */
  key?: Secret;
  /** Ends the question: `chat` then throws `ChatError` of kind `aborted`, and closes its connection. */
  signal: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
  /** Whether the machine has a connection at all. Absent: nobody knows, and failures are `network`. */
  online?(): boolean;
}

/** A model that a backend offers. */
export interface Model {
  /** What requests call it. */
  id: string;
  /** What people call it. Default: `id`. */
  name?: string;
  /** How many tokens question and answer may have together. Absent: unknown. */
  contextTokens?: number;
  /** What a question may hold. */
  input: readonly ("text" | "image")[];
  /** Whether it can think before it answers. Absent: unknown. */
  thinking?: boolean;
  /** Whether `ChatRequest.think` decides if it thinks. Default: it thinks as it does, or not. */
  thinkingIsOptional?: boolean;
}

/** How many questions models that cost nothing still take today, and how many a day. */
export interface Allowance {
  left: number;
  limit: number;
}

/** One backend, ready to be asked. */
export interface Provider {
  /**
   * Lists the models that can be asked for. Absent: the backend chooses by itself.
   * @throws ChatError
   */
  listModels?(call: Call): Promise<readonly Model[]>;
  /**
   * Asks what is left of the day. undefined: the backend does not say. Absent: it never does.
   * @throws ChatError
   */
  allowance?(call: Call): Promise<Allowance | undefined>;
  /**
   * Checks that the backend can be asked, without asking it a question where that is possible.
   * @param model the one that is to be asked for. Absent: whichever
   * @throws ChatError that says what is wrong
   */
  check(call: Call, model?: string): Promise<void>;
  /**
   * Asks once. Yields parts as they come, and ends after `finish`. Parts that were yielded stay valid. Leaving the
   * generator early closes the connection.
   * @throws ChatError and nothing else
   */
  chat(request: ChatRequest, call: Call): AsyncGenerator<ReplyPart, void, void>;
}

/** How near to the person a backend of a type is: who can read what it is sent. */
export type Reach = "computer" | "network" | "account" | "public";

/** How fast a backend may be asked. */
export interface Pace {
  /** Least time between the starts of two questions, in ms. */
  gapMs: number;
  /** How many questions it answers at once. The others wait. */
  atOnce: number;
}

export interface Traits {
  /** Whether its backends want a key. */
  readonly key: "none" | "optional" | "required";
  readonly reach: Reach;
  /** Whether its requests may go through a tab of the site, in which the person has passed a check or signed in. */
  readonly siteTab: boolean;
  readonly pace: Pace;
  readonly limits: TimeLimits;
}

/**
 * A way to ask models: one folder, and one line in the registry. Providers never import each other; what two of them
 * share is in `formats/` or `transport/`.
 */
export interface ProviderType<Config = unknown> {
  /** Its name in stored backends. Never renamed. */
  readonly type: string;
  /** Checks what a stored backend says of itself. It never holds a secret. */
  readonly config: z.ZodMiniType<Config>;
  readonly traits: Traits;
  /** The traits of one backend, where they depend on what it says of itself. Absent: `traits` hold for all. */
  traitsOf?(config: Config): Traits;
  /** Match patterns of the hosts that a backend needs access to. None for a model of the browser. */
  origins(config: Config): readonly string[];
  /** Makes the provider of a backend. It keeps what outlives a question, so one backend has one provider. */
  create(config: Config): Provider;
}
