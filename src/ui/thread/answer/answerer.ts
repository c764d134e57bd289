import type { Message } from "../../../conversations/conversation.ts";
import { writersOf } from "../../../conversations/writers.ts";

/** Who gave an answer. What is absent is not known. */
export interface Answerer {
  /** The backend's name, as it was then. */
  backend: string | undefined;
  /** As the backend names it, or else as it was asked for. */
  model: string | undefined;
}

/** Returns who gave an answer: of several, who continued it last. */
export function answererOf(answer: Message): Answerer {
  const { backend, model = answer.asked?.model } = writersOf(answer).at(-1) ?? {};
  return { backend: backend?.name, model };
}

/** Returns what an answerer is called: `gpt-4o-mini · chatgptt.me`, or what is known of that. undefined: nothing is. */
export function answererText({ backend, model }: Answerer): string | undefined {
  const names = [model, backend].filter((name) => name !== undefined);
  return names.length === 0 ? undefined : names.join(" · ");
}
