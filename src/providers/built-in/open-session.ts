import type { Turns } from "../formats/turns.ts";
import { ChatError } from "../chat-error.ts";
import type { ModelMessage, ModelSession } from "./language-model.ts";
import { contextUsageOf, contextWindowOf, measure, type Sessions } from "./session.ts";

/** Room for an answer, in tokens: so much is kept free where the window is not small. */
const ANSWER_TOKENS = 1024;

/** The largest share of a small window that is kept free for the answer. */
const ANSWER_SHARE = 1 / 4;

/** A conversation to open: all but the question is in the session from the beginning. */
export interface Opening {
  turns: Turns;
  /** The question means the answer before it, which then must not be left out. */
  continues: boolean;
}

/** A session that the question fits into. */
export interface OpenedSession {
  session: ModelSession;
  question: string;
  /** How many messages are not in it, from the oldest on. The system message is not counted, and always in. */
  leftOut: number;
}

/**
 * Opens a session with as much of the history as fits beside the question and an answer. What is in a session from the
 * beginning is never dropped by the browser, so nothing is lost unseen.
 * @throws ChatError of kind `too-long` if the question alone does not fit
 * @throws DOMException as the browser does
 */
export async function openSession(
  { turns, continues }: Opening,
  sessions: Sessions,
  signal: AbortSignal,
): Promise<OpenedSession> {
  const { system, turns: said } = turns;
  const history = said.slice(0, -1);
  const question = said.at(-1)?.text ?? "";
  const create = (from: number) => sessions.create([...toSystem(system), ...history.slice(from).map(toMessage)]);

  const whole = await unlessTooLong(create(0));
  const window = whole && contextWindowOf(whole);
  const used = whole && contextUsageOf(whole);
  if (whole !== undefined) {
    const known = window !== undefined && used !== undefined;
    if (!known || used + (await measure(whole, question, signal)) + answerRoom(window) <= window) {
      return { session: whole, question, leftOut: 0 };
    }
  }

  const measuring = whole ?? (await sessions.create([]));
  const sizeOf = (text: string) => measure(measuring, text, signal);
  const room = contextWindowOf(measuring);
  if (room === undefined) throw new ChatError("too-long");
  const sizes = await Promise.all(history.map(({ text }) => sizeOf(text)));
  const mustStay = history.length - (continues ? 1 : 0);
  const needed = [await sizeOf(question), system === undefined ? 0 : await sizeOf(system), ...sizes.slice(mustStay)];
  const free = room - sum(needed);
  if (free < 0) throw new ChatError("too-long");
  let first = mustStay;
  for (let left = free - answerRoom(room); first > 0 && left >= 0;) {
    left -= sizes[first - 1] ?? 0;
    if (left >= 0) first -= 1;
  }
  // What is left begins with a question.
  while (first < mustStay && history[first]?.role !== "user") first += 1;
  return { session: await create(first), question, leftOut: first };
}

function answerRoom(window: number): number {
  return Math.min(ANSWER_TOKENS, Math.floor(window * ANSWER_SHARE));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function toSystem(system: string | undefined): ModelMessage[] {
  return system === undefined ? [] : [{ role: "system", content: system }];
}

function toMessage({ role, text }: { role: "user" | "assistant"; text: string }): ModelMessage {
  return { role, content: text };
}

/** undefined: it does not fit. */
async function unlessTooLong(creating: Promise<ModelSession>): Promise<ModelSession | undefined> {
  try {
    return await creating;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "QuotaExceededError") return undefined;
    throw thrown;
  }
}
