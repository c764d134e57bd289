import type { BackendReference } from "../conversations/conversation.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** What decides whom to ask, and how. */
export interface Asking {
  conversationId: string;
  /** The backend to ask. Default: the one that the person has chosen. An id that is not known is an error. */
  backendId?: string | undefined;
}

/** A backend that a question can go to now. */
export interface ReadyBackend {
  /** "": there is none; see `unavailableBackend`. */
  readonly id: string;
  /** How people know it. */
  readonly name: string;
  /** Whether the person has agreed that questions go there. Nothing is asked before. */
  readonly agreed: boolean;
  /** How many questions it answers at once. The others wait. */
  readonly atOnce: number;
  chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}

/** Stands in where no backend is available, e.g. because settings cannot be read. Each answer fails with `cause`. */
export function unavailableBackend(cause: unknown): ReadyBackend {
  async function* fail(): AsyncGenerator<ReplyPart, void, void> {
    yield await Promise.reject(ChatError.from(cause));
  }
  return { id: "", name: "", agreed: true, atOnce: Infinity, chat: fail };
}

/** What an answer keeps of its backend. undefined: there is none. */
export function referenceTo({ id, name }: ReadyBackend): BackendReference | undefined {
  return id === "" ? undefined : { id, name };
}
