import { ChatError, type ContextShortage } from "../../providers/chat-error.ts";
import type { MarkedRequest } from "../../backends/open-backends.ts";
import type { ReplyPart } from "../../providers/provider.ts";
import type { ReadyBackend } from "../backend.ts";
import { fit, type Fitted, sizeOf } from "./fit.ts";
import type { BackendLimits } from "./backend-limits.ts";

/**
 * Asks with as much of the conversation as fits into `limit` bytes. If the backend still finds that too long, and no
 * text has come, asks once more with less. Before each try, a part says what was left out. Where the person can give
 * more room instead, nothing is left out that was asked: that is for them to decide.
 * @throws what the backend throws
 */
export function askFitting(
  { id, model, chat }: ReadyBackend,
  request: MarkedRequest,
  { limit, learn }: { limit: number; learn: BackendLimits["learn"] },
  signal: AbortSignal,
): AsyncGenerator<ReplyPart, void, void> {
  const first = fit(request, limit);
  const firstReply = chat(first.request, signal);

  async function* askTwice(): AsyncGenerator<ReplyPart, void, void> {
    const refusal = yield* handOn(first, firstReply);
    if (refusal === undefined) return;
    if (canGrow(refusal.context)) throw refusal;
    const second = fit(request, await learn({ id, model }, sizeOf(first.request.messages), refusal.detail));
    if (second.leftOut <= first.leftOut) throw refusal;
    const again = yield* handOn(second, chat(second.request, signal));
    if (again === undefined) return;
    await learn({ id, model }, sizeOf(second.request.messages), again.detail);
    throw again;
  }
  return askTwice();
}

/**
 * Yields the parts of a reply.
 * @returns the error if the backend found the question too long before any text came; undefined after an answer
 * @throws ChatError after every other failure
 */
async function* handOn(
  { leftOut }: Fitted,
  reply: AsyncGenerator<ReplyPart, void, void>,
): AsyncGenerator<ReplyPart, ChatError | undefined, void> {
  let answered = false;
  if (leftOut > 0) yield { type: "left-out", reason: "too-long", messages: leftOut };
  try {
    for await (const part of reply) {
      answered ||= part.type === "text";
      yield withAlso(part, leftOut);
    }
    return undefined;
  } catch (thrown) {
    const error = ChatError.from(thrown);
    if (answered || error.kind !== "too-long") throw error;
    return error;
  }
}

/** What a backend itself leaves out, for its window is smaller, comes on top of what was not sent to it. */
function withAlso(part: ReplyPart, leftOut: number): ReplyPart {
  if (part.type !== "left-out" || part.messages === undefined) return part;
  return { ...part, messages: part.messages + leftOut };
}

function canGrow(context: ContextShortage | undefined): boolean {
  return context !== undefined && context.allowedTokens < (context.modelTokens ?? Infinity);
}
