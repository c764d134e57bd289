import type { Target } from "../backends/target.ts";
import type { Asked, BackendReference } from "../conversations/conversation.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** What a backend is chosen by. */
export interface BackendChoice {
  conversationId: string;
  /** Whom to ask. Default: the backend that the person has chosen. An unknown id is an error. */
  target?: Target | undefined;
}

/** A backend that a question can go to now. */
export interface ReadyBackend {
  /** "" if there is none; see `unavailableBackend`. */
  readonly id: string;
  /** How people know it. */
  readonly name: string;
  /** The model that it is asked for. Absent: its own choice. */
  readonly model?: string | undefined;
  /** Whether it is asked to think before it answers. Absent: as it does by itself. */
  readonly think?: boolean | undefined;
  /** Whether the person has agreed that questions go there. Nothing is asked before. */
  readonly agreed: boolean;
  /** How many questions it answers at once. The others wait. */
  readonly atOnce: number;
  /**
   * Asks.
   * @throws ChatError while the parts are read
   */
  chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}

/**
 * Returns what is asked if no backend is available, e.g. because the settings cannot be read. Each answer fails with
 * `cause`.
 */
export function unavailableBackend(cause: unknown): ReadyBackend {
  async function* fail(): AsyncGenerator<ReplyPart, void, void> {
    yield await Promise.reject(ChatError.from(cause));
  }
  return { id: "", name: "", agreed: true, atOnce: Infinity, chat: fail };
}

/** What an answer keeps of whom it was asked of. */
export interface Recipient {
  /** undefined: none could be found. */
  backend: BackendReference | undefined;
  asked?: Asked;
}

export function recipientOf({ id, name, model, think }: ReadyBackend): Recipient {
  if (id === "") return { backend: undefined };
  const asked: Asked = { ...(model !== undefined && { model }), ...(think !== undefined && { think }) };
  return { backend: { id, name }, ...(Object.keys(asked).length > 0 && { asked }) };
}
