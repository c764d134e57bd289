import * as z from "zod/mini";
import { createAnswer } from "../formats/answer.ts";
import type { Failures } from "../formats/failures.ts";
import { toUsage } from "../formats/openai-chunk.ts";
import { ChatError } from "../chat-error.ts";
import type { FinishReason, ReplyPart } from "../provider.ts";
import type { EventReader } from "../transport/event-stream.ts";
import { parseJson } from "../transport/json-object.ts";

const text = z.catch(z.optional(z.string()), undefined);
const number = z.catch(z.optional(z.number()), undefined);

const part = z.catch(z.object({ text, thought: z.catch(z.optional(z.boolean()), undefined) }), {});
type Part = z.infer<typeof part>;

const candidate = z.object({
  content: z.catch(z.optional(z.object({ parts: z.catch(z.optional(z.array(part)), undefined) })), undefined),
  finishReason: text,
  finishMessage: text,
});

const chunk = z.object({
  candidates: z.catch(z.optional(z.array(candidate)), undefined),
  promptFeedback: z.catch(z.optional(z.object({ blockReason: text, blockReasonMessage: text })), undefined),
  modelVersion: text,
  usageMetadata: z.catch(
    z.optional(z.object({ promptTokenCount: number, candidatesTokenCount: number, thoughtsTokenCount: number })),
    undefined,
  ),
});
type Chunk = z.infer<typeof chunk>;

/** Ends in which the service declines. `MAX_TOKENS` is its limit. All others mean `stop`. */
const REFUSED = /^(?:SAFETY|RECITATION|BLOCKLIST|PROHIBITED_CONTENT|SPII|LANGUAGE|IMAGE_\w+)$/;

function toFinish(reason: string): FinishReason {
  if (reason === "MAX_TOKENS") return "length";
  return REFUSED.test(reason) ? "refused" : "stop";
}

/**
 * Reads a stream of Gemini's answers, or one of them, or a list. The end of the body is the end of the answer, and it is
 * whole if a reason for ending was among it: old versions give one in every piece, so none of them ends it. An error in the
 * middle comes as bare JSON over several lines.
 */
export function createContentReader(failures: Failures): EventReader {
  const answer = createAnswer();
  let unreadable = false;

  function say({ text: said = "", thought = false }: Part): ReplyPart[] {
    return thought ? answer.reasoning(said) : answer.text(said);
  }

  function take({ candidates, promptFeedback, modelVersion, usageMetadata: used }: Chunk): ReplyPart[] {
    const first = candidates?.[0];
    if (used !== undefined) {
      const { candidatesTokenCount: said, thoughtsTokenCount: thought } = used;
      const output = said === undefined && thought === undefined ? undefined : (said ?? 0) + (thought ?? 0);
      answer.used(toUsage(used.promptTokenCount, output));
    }
    if (promptFeedback?.blockReason !== undefined) {
      answer.ended("refused", promptFeedback.blockReason);
      answer.declined(promptFeedback.blockReasonMessage ?? "");
    }
    if (first?.finishReason !== undefined) {
      const finish = toFinish(first.finishReason);
      answer.ended(finish, first.finishReason);
      if (finish === "refused") answer.declined(first.finishMessage ?? "");
    }
    return [...answer.model(modelVersion), ...(first?.content?.parts ?? []).flatMap(say)];
  }

  function readValue(value: unknown): ReplyPart[] {
    const failure = failures.inAnswer(value);
    if (failure !== undefined) throw failure;
    if (Array.isArray(value)) return value.flatMap(readValue);
    const parsed = z.safeParse(chunk, value);
    return parsed.success ? take(parsed.data) : [];
  }

  return {
    read({ event, data }) {
      const value = parseJson(data);
      unreadable ||= value === undefined && data.trim() !== "";
      const failure = event === "error" ? failures.inAnswer(value, true) : undefined;
      if (failure !== undefined) throw failure;
      return readValue(value);
    },
    end(stray, between) {
      const late = parseJson(stray || between);
      const parts = stray === "" ? [] : readValue(late);
      const failure = failures.inAnswer(late);
      if (failure !== undefined) throw failure;
      if (unreadable && !answer.anyText) throw new ChatError("site-error");
      return [...parts, ...answer.end(answer.anyText ? "cut" : "stop")];
    },
  };
}
