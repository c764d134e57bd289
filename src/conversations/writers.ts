import type { Message } from "./conversation.ts";

/** Who wrote a part of an answer, as far as that is known. */
export interface Writer {
  site?: string | undefined;
  model?: string | undefined;
}

type Written = Pick<Message, "text" | "site" | "model" | "continued">;

/** All who wrote an answer, in order: one, where nobody else went on with it. */
export function writersOf({ site, model, continued = [] }: Written): readonly Writer[] {
  return [{ site, model }, ...continued];
}

/** The site that was asked last: the one that an error is of. */
export function askedSite(answer: Written): string | undefined {
  return writersOf(answer).at(-1)?.site;
}

/** The answer, with which this site goes on ("": none is known). Who wrote what is there so far stays known. */
export function goneOnBy<Answer extends Written>(answer: Answer, site: string): Answer {
  const last = askedSite(answer);
  if (site === "" || site === last) return answer;
  return last === undefined ? { ...answer, site } : withWriter(answer, { site });
}

/** The answer, whose text from here on is by this model. */
export function writtenBy<Answer extends Written>(answer: Answer, model: string): Answer {
  const { text, continued = [] } = answer;
  const last = continued.at(-1);
  const known = writersOf(answer).at(-1);
  if (known?.model === model) return answer;
  if (text !== "" && last?.from !== text.length && known?.model !== undefined) {
    return withWriter(answer, { ...(known.site !== undefined && { site: known.site }), model });
  }
  return last === undefined
    ? { ...answer, model }
    : { ...answer, continued: [...continued.slice(0, -1), { ...last, model }] };
}

/** One that has written nothing is not kept. */
function withWriter<Answer extends Written>(answer: Answer, writer: Writer): Answer {
  const { text, continued = [] } = answer;
  const kept = continued.filter(({ from }) => from < text.length);
  return { ...answer, continued: [...kept, { ...writer, from: text.length }] };
}
