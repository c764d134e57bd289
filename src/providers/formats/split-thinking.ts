import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";
import { createThinkingReader, type Thinking } from "./thinking-tags.ts";

/**
 * Splits the model's thinking in the text of an answer into parts of their own.
 * @throws ChatError of kind `empty-answer` if nothing but thinking arrived
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
    // Text that was held back arrived before the failure, so it is handed on first.
    yield* take(reader.end());
    throw thrown;
  }
}
