import * as z from "zod/mini";
import { createAnswer } from "../formats/answer.ts";
import type { Failures } from "../formats/failures.ts";
import { toUsage } from "../formats/openai-chunk.ts";
import { ChatError } from "../chat-error.ts";
import type { FinishReason, ReplyPart } from "../provider.ts";
import type { EventReader } from "../transport/event-stream.ts";
import { parseJson } from "../transport/json-object.ts";

const text = z.catch(z.optional(z.nullable(z.string())), undefined);
const number = z.catch(z.optional(z.number()), undefined);

/** A block of content, or what is added to one. Others than text and thinking hold neither. */
const piece = z.catch(z.object({ text, thinking: text }), {});

const usage = z.catch(z.optional(z.object({ input_tokens: number, output_tokens: number })), undefined);
const stopDetails = z.catch(z.optional(z.nullable(z.object({ explanation: text }))), undefined);

const message = z.object({
  model: text,
  content: z.catch(z.optional(z.array(piece)), undefined),
  usage,
  stop_reason: text,
  stop_details: stopDetails,
});
type Message = z.infer<typeof message>;

const event = z.object({
  type: z.string(),
  message: z.catch(z.optional(message), undefined),
  content_block: piece,
  delta: z.catch(z.object({ text, thinking: text, stop_reason: text, stop_details: stopDetails }), {}),
  usage,
});

/** What the format calls an end. All others mean `stop`. */
const ENDS: Readonly<Record<string, FinishReason>> = {
  max_tokens: "length",
  model_context_window_exceeded: "length",
  refusal: "refused",
};

/**
 * Reads a stream of Anthropic's events, and a whole message. Goes by what each event holds and not by its place: other
 * servers of this format open a block before they close the one before it, and send `message_start` twice. Unknown events
 * and blocks are passed over.
 */
export function createMessageReader(failures: Failures): EventReader {
  const answer = createAnswer();
  let unreadable = false;

  function end(unless: FinishReason): ReplyPart[] {
    if (unreadable && !answer.anyText) throw new ChatError("site-error");
    return answer.end(answer.anyText ? unless : "stop");
  }

  function say(said: z.infer<typeof piece>): ReplyPart[] {
    return [...answer.reasoning(said.thinking ?? ""), ...answer.text(said.text ?? "")];
  }

  function take({ model, content, usage: used, stop_reason, stop_details }: Partial<Message>): ReplyPart[] {
    if (used !== undefined) answer.used(toUsage(used.input_tokens, used.output_tokens));
    const parts = [...answer.model(model), ...(content ?? []).flatMap(say)];
    if (stop_reason) answer.ended(ENDS[stop_reason] ?? "stop", stop_reason);
    if (stop_details?.explanation) answer.declined(stop_details.explanation);
    return parts;
  }

  return {
    read({ event: name, data }) {
      const value = parseJson(data);
      const failure = failures.inAnswer(value, name === "error");
      if (failure !== undefined) throw failure;
      const parsed = z.safeParse(event, value);
      if (!parsed.success) {
        unreadable ||= value === undefined && data.trim() !== "";
        return [];
      }
      const { type, content_block, delta, usage: used } = parsed.data;
      switch (type) {
        case "message":
          return [...take(z.parse(message, value)), ...end("stop")];
        case "message_start":
          return take(parsed.data.message ?? {});
        case "content_block_start":
          return say(content_block);
        case "content_block_delta":
          return say(delta);
        case "message_delta":
          return take({ stop_reason: delta.stop_reason, stop_details: delta.stop_details, usage: used });
        case "message_stop":
          return end("stop");
        default:
          return [];
      }
    },
    end(stray, between) {
      const late = failures.inAnswer(parseJson(stray || between));
      if (late !== undefined) throw late;
      return end("cut");
    },
    broken: () => end("cut"),
  };
}
