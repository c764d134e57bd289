import { ChatError } from "../chat-error.ts";
import type { Call } from "../provider.ts";

/** Returns what a server says of a model. undefined: it does not know it, or could not be asked. */
export type ModelFacts<Fact> = (model: string, call: Call) => Promise<Fact | undefined>;

/**
 * Remembers what a server says of its models, so that it is asked once and not before each question. A question does not
 * fail because the list does: it then goes without what the list would say.
 * @param load reads the list, by model. Keep its time limits short: the question waits for it
 * @throws ChatError of kind `aborted` only
 */
export function createModelFacts<Fact>(load: (call: Call) => Promise<ReadonlyMap<string, Fact>>): ModelFacts<Fact> {
  let known: ReadonlyMap<string, Fact> | undefined;

  return async (model, call) => {
    try {
      known ??= await load(call);
    } catch (thrown) {
      if (call.signal.aborted) throw new ChatError("aborted", { cause: thrown });
      // It has no such list, and will have none for the next question.
      if (thrown instanceof ChatError && thrown.kind === "wrong-path") known = new Map();
    }
    return known?.get(model);
  };
}
