import type { BackendReference } from "../conversations/conversation.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** What a backend is chosen by. */
export interface BackendChoice {
  conversationId: string;
  /** The backend to ask. Default: the one that the person has chosen. An unknown id is an error. */
  backendId?: string | undefined;
}

/** A backend that a question can go to now. */
export interface ReadyBackend {
  /** "" if there is none; see `unavailableBackend`. */
  readonly id: string;
  /** How people know it. */
  readonly name: string;
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

/** Returns what an answer keeps of its backend; undefined if there is none. */
export function referenceTo({ id, name }: ReadyBackend): BackendReference | undefined {
  return id === "" ? undefined : { id, name };
}
