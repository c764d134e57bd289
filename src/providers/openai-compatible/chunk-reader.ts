import { createAnswer } from "../formats/answer.ts";
import type { Failures } from "../formats/failures.ts";
import { readChunk } from "../formats/openai-chunk.ts";
import { ChatError } from "../chat-error.ts";
import type { FinishReason, ReplyPart } from "../provider.ts";
import type { EventReader } from "../transport/event-stream.ts";
import { parseJson } from "../transport/json-object.ts";

const DONE = "[DONE]";

/** What servers call an end. All other words mean `stop`: tools are not offered, so asking for one is an end as well. */
const ENDS: Readonly<Record<string, FinishReason>> = {
  length: "length",
  model_length: "length",
  max_tokens: "length",
  content_filter: "refused",
};

/** An upstream broke off. An error of its own mostly follows. */
const FAILED = "error";

/**
 * Reads a stream of OpenAI's chunks, and a whole answer as one chunk. The answer ends at `[DONE]` or at the end of the
 * body, and not at its `finish_reason`: usage and late errors follow that. A body that ends without either is cut.
 */
export function createChunkReader(failures: Failures): EventReader {
  const answer = createAnswer();
  let unreadable = false;
  let failed = false;

  function end(unless: FinishReason): ReplyPart[] {
    if (failed || (unreadable && !answer.anyText)) throw new ChatError("site-error");
    return answer.end(answer.anyText ? unless : "stop");
  }

  return {
    read({ event, data }) {
      if (data.trim() === DONE) return end("stop");
      const value = parseJson(data);
      const failure = failures.inAnswer(value, event === "error");
      if (failure !== undefined) throw failure;
      const chunk = readChunk(value);
      if (chunk === undefined) {
        unreadable ||= value === undefined && data.trim() !== "";
        return [];
      }
      answer.used(chunk.usage);
      answer.declined(chunk.refusal);
      if (chunk.finishReason !== undefined) answer.ended(ENDS[chunk.finishReason] ?? "stop", chunk.finishReason);
      failed ||= chunk.finishReason === FAILED;
      return [...answer.model(chunk.model), ...answer.reasoning(chunk.reasoning), ...answer.text(chunk.content)];
    },
    end(stray, between) {
      const late = failures.inAnswer(parseJson(stray || between));
      if (late !== undefined) throw late;
      return end("cut");
    },
    broken: () => end("cut"),
  };
}
