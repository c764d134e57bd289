import type { Secret } from "../secrets/secret.ts";
import type { ParseHtml } from "./chatgptt/page/parse-html.ts";

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
  /** The last message means the answer before it ("go on") and makes no sense without it. Default: it stands for itself. */
  continues?: boolean;
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
  /** The backend alters code, so the question went out in signs that it leaves alone. Once a backend and session. */
  | { type: "rewritten" }
  /** `length`: the backend's own limit was reached. `cut`: the connection ended before the answer did. */
  | { type: "finish"; reason: FinishReason };

/** Whether a part is something of the answer that a person sees: white space is none, and neither is what stands beside it. */
export function isShown(part: ReplyPart): boolean {
  return part.type === "text" && part.text.trim() !== "";
}

export type FinishReason = "stop" | "length" | "cut";

/** A small store that lives as long as the browser session. Values must survive JSON. */
export interface SessionMemory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** All that a provider needs from outside. Providers know no browser. */
export interface ProviderContext {
  fetch: typeof globalThis.fetch;
  parseHtml: ParseHtml;
  /** Ends the question: `chat` then throws `ChatError` of kind `aborted`, and closes its connection. */
  signal: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
  /** A fresh random UUID. */
  randomId(): string;
  memory: SessionMemory;
  /** Told of what no error and no log may hold, before it is sent anywhere. Absent: nobody looks after that. */
  conceal?(secret: Secret): void;
  /** Whether the machine has a connection at all. Absent where nobody knows; failures are then `network`. */
  online?(): boolean;
  /**
   * Whether requests carry the person's cookies for the site. Default `omit`. One choice for all requests of a question:
   * a nonce holds only with the cookies it was read with (protocol §4).
   */
  credentials?: "omit" | "include";
  /**
   * Who asks, where a site must not be able to tell that it is the same person as elsewhere, and nothing of it may be left
   * on disk: a private window. Default: one guest for all.
   */
  guest?: string;
  /**
   * How requests reach the site at this moment, in place of `fetch` and `credentials`. Asked before each try of a question:
   * a tab that requests went through can be gone. Throws `ChatError` where there is no way.
   */
  way?(): Promise<Transport>;
}

/** What requests go through, and whether they carry the person's cookies. */
export interface Transport {
  fetch: typeof globalThis.fetch;
  credentials: "omit" | "include";
}

/** A way to ask a model. One folder a provider; providers never import each other. */
export interface Provider {
  readonly id: string;
  readonly label: string;
  readonly url: string;
  /** Match patterns of the hosts that it needs. */
  readonly hosts: readonly string[];
  readonly supports: { readonly stream: boolean; readonly systemMessage: boolean; readonly messageHistory: boolean };
  readonly defaultModel: string;
  readonly models: readonly string[];
  /** A listed name as it is, the default for all else. */
  getModel(name: string | undefined): string;
  /**
   * Asks once. Yields parts as they come, and ends after `finish`. Throws `ChatError` and nothing else; parts that were
   * yielded before stay valid. Leaving the generator early closes the connection.
   */
  chat(request: ChatRequest, context: ProviderContext): AsyncGenerator<ReplyPart, void, void>;
}
