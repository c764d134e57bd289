import type { Message, TrailEntry } from "../../conversations/conversation.ts";
import { ChatError, type ChatErrorKind } from "../../providers/chat-error.ts";
import { isShown, type ReplyPart } from "../../providers/provider.ts";
import { recipientOf, type ReadyBackend } from "../backend.ts";

/** What an answer is made of, where several backends may be asked for it. */
export type AnswerPart =
  | ReplyPart
  /**
   * Another backend is asked from now on. What the one before has said beside the answer is void, and the answer begins
   * again as this message. Never after shown text.
   */
  | { type: "moved-on"; answer: Message };

/** A backend that may be asked. */
export interface Candidate {
  readonly backend: ReadyBackend;
  /** What it says. Nothing is asked before the first part is read. */
  readonly reply: AsyncGenerator<ReplyPart, void, void>;
}

/**
 * After these the next backend is not asked: the person ended it, or the next one would get what this one has declined.
 * `no-backend`: doubt about whom to ask is never a reason to ask somebody else.
 */
const FINAL: ReadonlySet<ChatErrorKind> = new Set(["aborted", "too-long", "refused", "bad-request", "no-backend"]);

/** Whether the next backend may be asked after this failure, if no text has been shown. */
export function movesOn({ kind }: Pick<ChatError, "kind">): boolean {
  return !FINAL.has(kind);
}

/**
 * Asks one backend after the other until one gives text. An error or an empty answer before the first shown text moves
 * on to the next one. After text it is thrown, so that two answers are never mixed. Reasoning without text counts as
 * nothing.
 *
 * @param answer the planned answer of the first candidate
 * @throws ChatError the first candidate's, if all have failed. The answer is its again by then, and the trail holds all
 */
export async function* askInOrder(
  answer: Message,
  candidates: readonly [Candidate, ...Candidate[]],
  signal: AbortSignal,
): AsyncGenerator<AnswerPart, void, void> {
  const [{ backend: firstBackend }] = candidates;
  const isAlone = candidates.length === 1;
  const trail: TrailEntry[] = [];
  let first: ChatError | undefined;
  for (const { backend, reply } of candidates) {
    if (first !== undefined) yield { type: "moved-on", answer: beginAgain(answer, backend, trail) };
    const error = yield* askOne(reply, { signal, isAlone });
    if (error === undefined) return;
    if (isAlone || (first === undefined && !movesOn(error))) throw error;
    trail.push(failed(backend, error));
    first ??= error;
    if (!movesOn(error)) break;
  }
  yield { type: "moved-on", answer: beginAgain(answer, firstBackend, trail) };
  throw first ?? new ChatError("unknown");
}

/**
 * Hands on what a backend says. If it is alone, that is all that is said, and an empty answer is one.
 * @returns why it gave no text; undefined if it did
 * @throws ChatError once it has given text, and when the question is stopped
 */
async function* askOne(
  reply: AsyncGenerator<ReplyPart, void, void>,
  { signal, isAlone }: { signal: AbortSignal; isAlone: boolean },
): AsyncGenerator<ReplyPart, ChatError | undefined, void> {
  let shown = false;
  try {
    for await (const part of reply) {
      shown ||= isShown(part);
      if (part.type === "finish" && !shown && !isAlone) throw new ChatError("empty-answer");
      yield part;
      if (part.type === "finish") return undefined;
    }
    throw new ChatError("cut");
  } catch (thrown) {
    const error = signal.aborted ? new ChatError("aborted", { cause: thrown }) : ChatError.from(thrown);
    if (shown || error.kind === "aborted") throw error;
    return error;
  }
}

function failed({ id, name }: ReadyBackend, { kind, status, detail }: ChatError): TrailEntry {
  return {
    backend: { id, name },
    error: { kind, ...(status !== undefined && { status }), ...(detail !== undefined && { detail }) },
  };
}

/** The planned answer, asked of another backend. */
function beginAgain(planned: Message, backend: ReadyBackend, trail: readonly TrailEntry[]): Message {
  const { backend: _, asked: _asked, inLine: _inLine, ...answer } = planned;
  return { ...answer, ...recipientOf(backend), trail: [...trail] };
}
