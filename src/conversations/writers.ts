import type { BackendReference, Message } from "./conversation.ts";

/** The writer of a part of an answer. A field that is not known is absent. */
export interface Writer {
  backend?: BackendReference | undefined;
  model?: string | undefined;
}

type Written = Pick<Message, "text" | "backend" | "model" | "continued">;

/** Returns all writers of an answer, in order. An answer that nobody continued has one. */
export function writersOf({ backend, model, continued = [] }: Written): readonly Writer[] {
  return [{ backend, model }, ...continued];
}

/** Returns the backend that was asked last, which an error comes from. undefined: none is known. */
export function askedBackend(answer: Written): BackendReference | undefined {
  return writersOf(answer).at(-1)?.backend;
}

/**
 * Returns the answer as this backend continues it. The writers of the text so far stay known.
 *
 * @param backend undefined: none could be found, so the answer stays as it is
 */
export function goneOnBy<Answer extends Written>(answer: Answer, backend: BackendReference | undefined): Answer {
  const last = askedBackend(answer);
  if (backend === undefined || backend.id === last?.id) return answer;
  return last === undefined ? { ...answer, backend } : withWriter(answer, { backend });
}

/** Returns the answer with this model as the writer of its text from here on. */
export function writtenBy<Answer extends Written>(answer: Answer, model: string): Answer {
  const { text, continued = [] } = answer;
  const last = continued.at(-1);
  const known = writersOf(answer).at(-1);
  if (known?.model === model) return answer;
  if (text !== "" && last?.from !== text.length && known?.model !== undefined) {
    return withWriter(answer, { ...(known.backend !== undefined && { backend: known.backend }), model });
  }
  return last === undefined
    ? { ...answer, model }
    : { ...answer, continued: [...continued.slice(0, -1), { ...last, model }] };
}

/** Adds a writer. Drops writers that wrote nothing. */
function withWriter<Answer extends Written>(answer: Answer, writer: Writer): Answer {
  const { text, continued = [] } = answer;
  const kept = continued.filter(({ from }) => from < text.length);
  return { ...answer, continued: [...kept, { ...writer, from: text.length }] };
}
