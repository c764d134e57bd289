import type { BackendReference, Message } from "./conversation.ts";

/** Who wrote a part of an answer. What is absent is not known. */
export interface Writer {
  backend?: BackendReference | undefined;
  model?: string | undefined;
}

type Written = Pick<Message, "text" | "backend" | "model" | "continued">;

/** Returns all who wrote an answer, in order. There is one unless somebody else continued it. */
export function writersOf({ backend, model, continued = [] }: Written): readonly Writer[] {
  return [{ backend, model }, ...continued];
}

/** Returns the backend that was asked last, which an error comes from; undefined if none is known. */
export function askedBackend(answer: Written): BackendReference | undefined {
  return writersOf(answer).at(-1)?.backend;
}

/**
 * Returns an answer that this backend continues. Who wrote the text so far stays known.
 * @param backend undefined: none could be found, so the answer stays as it is
 */
export function continuedBy<Answer extends Written>(answer: Answer, backend: BackendReference | undefined): Answer {
  const last = askedBackend(answer);
  if (backend === undefined || backend.id === last?.id) return answer;
  return last === undefined ? { ...answer, backend } : withWriter(answer, { backend });
}

/** Returns an answer whose text is written by this model from here on. */
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

/** Adds a writer. Drops earlier ones that have written nothing. */
function withWriter<Answer extends Written>(answer: Answer, writer: Writer): Answer {
  const { text, continued = [] } = answer;
  const kept = continued.filter(({ from }) => from < text.length);
  return { ...answer, continued: [...kept, { ...writer, from: text.length }] };
}
