import { ChatError } from "../providers/chat-error.ts";
import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** What is asked for, as far as it decides whom to ask and how. */
export interface Asking {
  conversationId: string;
  /** The site's name, as people know it; absent: the site that the person has chosen. */
  site?: string | undefined;
}

/** Whom a question goes to. */
export interface Backend {
  /** As people know it. */
  readonly label: string;
  /** How many questions it answers at once. The others wait. */
  readonly atOnce: number;
  chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}

/** Stands in for a backend that is not to be had, e.g. because settings cannot be read: each answer fails with the cause. */
export function unavailableBackend(cause: unknown): Backend {
  async function* fail(): AsyncGenerator<ReplyPart, void, void> {
    yield await Promise.reject(ChatError.from(cause));
  }
  return { label: "", atOnce: Infinity, chat: fail };
}
