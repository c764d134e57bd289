import { ChatError } from "../providers/chat-error.ts";
import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** Whom a question goes to. */
export interface Backend {
  /** As people know it. */
  readonly label: string;
  chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}

/** Stands in for a backend that is not to be had, e.g. because settings cannot be read: each answer fails with the cause. */
export function unavailableBackend(cause: unknown): Backend {
  async function* fail(): AsyncGenerator<ReplyPart, void, void> {
    yield await Promise.reject(ChatError.from(cause));
  }
  return { label: "", chat: fail };
}
