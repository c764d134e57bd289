import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";
import { createThinkingReader, type Thinking } from "./thinking-tags.ts";

/**
 * The same answer, with what its text holds of the model's thinking as parts of their own. Throws `ChatError` of kind
 * `empty-answer` where nothing but thinking came.
 */
export async function* splitThinking(
  reply: AsyncGenerator<ReplyPart, void, void>,
): AsyncGenerator<ReplyPart, void, void> {
  const reader = createThinkingReader();
  let anyText = false;
  let anyThinking = false;

  function* take(parts: readonly Thinking[]): Generator<ReplyPart, void, void> {
    for (const part of parts) {
      anyThinking ||= part.type !== "text";
      anyText = part.type === "thought" ? false : anyText || (part.type === "text" && part.text.trim() !== "");
      yield part;
    }
  }

  try {
    for await (const part of reply) {
      if (part.type === "text") yield* take(reader.read(part.text));
      else if (part.type === "finish") {
        yield* take(reader.end());
        if (!anyText && anyThinking && part.reason === "stop") throw new ChatError("empty-answer");
        yield part;
      } else yield part;
    }
  } catch (thrown) {
    // What came before it came.
    yield* take(reader.end());
    throw thrown;
  }
}
