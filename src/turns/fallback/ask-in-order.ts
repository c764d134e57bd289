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
 * `never-pages`: the person has chosen one that must not get this, and decides. `no-backend`, `not-secure`: doubt about whom to ask is never a reason to ask somebody else.
 */
const FINAL: ReadonlySet<ChatErrorKind> = new Set([
  "aborted",
  "too-long",
  "refused",
  "bad-request",
  "no-backend",
  "not-secure",
  "never-pages",
  "not-allowed",
]);

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
 * @param options `outcome`: see `Outcome`. Called for each that was asked, as soon as it has ended
 * @throws ChatError the first candidate's, if all have failed. The answer is its again by then, and the trail holds all
 */
export async function* askInOrder(
  answer: Message,
  candidates: readonly [Candidate, ...Candidate[]],
  { signal, outcome }: { signal: AbortSignal; outcome(backend: ReadyBackend, error?: ChatError): void },
): AsyncGenerator<AnswerPart, void, void> {
  const [{ backend: firstBackend }] = candidates;
  const isAlone = candidates.length === 1;
  let trail: readonly TrailEntry[] = [];
  let first: ChatError | undefined;
  for (const { backend, reply } of candidates) {
    trail = trailBefore(backend, trail);
    if (first !== undefined) yield { type: "moved-on", answer: beginAgain(answer, backend, trail) };
    const error = yield* askOne(reply, { signal, isAlone, outcome: (failure) => outcome(backend, failure) });
    if (error === undefined) return;
    if (isAlone || (first === undefined && !movesOn(error))) throw error;
    trail = [...trail, failed(backend, error)];
    first ??= error;
    // One that must not get this, as the person has said since, is no reason not to ask those after it.
    if (!movesOn(error) && error.kind !== "never-pages") break;
  }
  yield { type: "moved-on", answer: beginAgain(answer, firstBackend, trail) };
  throw first ?? new ChatError("unknown");
}

/**
 * Returns the trail of an answer once this backend is asked for it: those that it is asked instead of are in it, and it
 * is no longer one that was not asked.
 * @param trail that of the backend before. Default: it is the first
 */
export function trailBefore(
  { id, insteadOf = [] }: Pick<ReadyBackend, "id" | "insteadOf">,
  trail: readonly TrailEntry[] = [],
): readonly TrailEntry[] {
  const known = new Set(trail.map((entry) => entry.backend.id));
  return [...trail, ...insteadOf.filter((entry) => !known.has(entry.backend.id))].filter(
    (entry) => entry.notAsked === undefined || entry.backend.id !== id,
  );
}

/**
 * Hands on what a backend says. If it is alone, that is all that is said, and an empty answer is one.
 * @returns why it gave no text; undefined if it did
 * @throws ChatError once it has given text, and when the question is stopped
 */
async function* askOne(
  reply: AsyncGenerator<ReplyPart, void, void>,
  { signal, isAlone, outcome }: { signal: AbortSignal; isAlone: boolean; outcome(error?: ChatError): void },
): AsyncGenerator<ReplyPart, ChatError | undefined, void> {
  let shown = false;
  let isOver = false;
  try {
    for await (const part of reply) {
      shown ||= isShown(part);
      if (part.type === "finish") {
        if (!shown && !isAlone) throw new ChatError("empty-answer");
        isOver = true;
        if (part.reason === "cut") outcome(new ChatError("cut"));
        else if (shown) outcome();
      }
      yield part;
      if (isOver) return undefined;
    }
    throw new ChatError("cut");
  } catch (thrown) {
    const error = signal.aborted ? new ChatError("aborted", { cause: thrown }) : ChatError.from(thrown);
    if (error.kind !== "aborted") {
      isOver = true;
      outcome(error);
    }
    if (shown || error.kind === "aborted") throw error;
    return error;
  } finally {
    // Whoever is stopped while they write does answer.
    if (!isOver && shown) outcome();
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
