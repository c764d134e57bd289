import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** Whom a question goes to. */
export interface Backend {
  /** As people know it. */
  readonly label: string;
  chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}
