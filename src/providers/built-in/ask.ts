import { ChatError } from "../chat-error.ts";
import { type FinishReason, isShown, type ReplyPart } from "../provider.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { toChatError } from "./errors.ts";
import type { ModelSession } from "./language-model.ts";
import type { OpenedSession } from "./open-session.ts";
import { readChunks } from "./read-chunks.ts";
import { contextUsageOf, contextWindowOf, isOldGeneration, measure, onOverflow } from "./session.ts";

/**
 * Asks the question of a session.
 * @throws ChatError. After visible text, what ends the answer is a reason to finish instead
 */
export async function* ask(
  { session, question, leftOut }: OpenedSession,
  limits: TimeLimits,
  signal: AbortSignal,
): AsyncGenerator<ReplyPart, void, void> {
  if (leftOut > 0) yield { type: "left-out", reason: "too-long", messages: leftOut };
  let overflowed = false;
  onOverflow(session, () => (overflowed = true));
  const before = contextUsageOf(session);
  const asked = await measure(session, question, signal);
  let shown = false;
  try {
    const stream = session.promptStreaming(question, { signal });
    for await (const text of readChunks(stream, isOldGeneration(session), limits, signal)) {
      if (text === "") continue;
      const part: ReplyPart = { type: "text", text };
      shown ||= isShown(part);
      yield part;
    }
  } catch (thrown) {
    const error = toChatError(thrown, signal);
    const reason = shown ? ENDS[error.kind] : undefined;
    if (reason === undefined) throw error;
    if (reason === "refused" && error.detail) yield { type: "notice", text: error.detail };
    yield { type: "finish", reason };
    return;
  }
  if (!shown) throw new ChatError("empty-answer");
  yield* countUsage(session, before, asked);
  yield { type: "finish", reason: overflowed || isFull(session) ? "length" : "stop" };
}

/** Failures that leave an answer of which some has come. */
const ENDS: Readonly<Partial<Record<ChatError["kind"], FinishReason>>> = {
  refused: "refused",
  "language-unsupported": "refused",
  "too-long": "length",
  "site-error": "cut",
  "not-answering": "cut",
  network: "cut",
};

/** The browser counts what is in the session. What has come into it since is the question and the answer. */
function* countUsage(
  session: ModelSession,
  before: number | undefined,
  asked: number,
): Generator<ReplyPart, void, void> {
  const after = contextUsageOf(session);
  if (before === undefined || after === undefined || after <= before) return;
  const inputTokens = before + asked;
  yield { type: "usage", inputTokens, outputTokens: Math.max(0, after - inputTokens) };
}

function isFull(session: ModelSession): boolean {
  const [usage, window] = [contextUsageOf(session), contextWindowOf(session)];
  return usage !== undefined && window !== undefined && usage >= window;
}
