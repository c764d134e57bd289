import * as z from "zod/mini";
import { ChatError } from "../chat-error.ts";
import { createAnswer } from "../formats/answer.ts";
import type { Failures } from "../formats/failures.ts";
import type { Usage } from "../formats/openai-chunk.ts";
import type { LineReader } from "../transport/json-lines.ts";
import { isPage, toPageWords, toSiteWords } from "../transport/site-words.ts";

const text = z.catch(z.optional(z.nullable(z.string())), undefined);
const count = z.catch(z.optional(z.number()), undefined);

const line = z.object({
  model: text,
  message: z.catch(z.optional(z.object({ content: text, thinking: text })), undefined),
  done: z.catch(z.optional(z.boolean()), undefined),
  done_reason: text,
  prompt_eval_count: count,
  eval_count: count,
});

/** undefined: nothing was counted. */
function toUsage({
  prompt_eval_count: inputTokens,
  eval_count: outputTokens,
}: z.infer<typeof line>): Usage | undefined {
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  return { ...(inputTokens !== undefined && { inputTokens }), ...(outputTokens !== undefined && { outputTokens }) };
}

/** Reads an answer of Ollama, streamed or in one piece: the last line has `done`, and counts tokens. */
export function createLineReader(failures: Failures): LineReader {
  const answer = createAnswer();

  return {
    read(value) {
      const failure = failures.inAnswer(value);
      if (failure !== undefined) throw failure;
      const { data } = z.safeParse(line, value);
      if (data === undefined) return [];
      const { model, message, done, done_reason: reason } = data;
      const said = [
        ...answer.model(model),
        ...answer.reasoning(message?.thinking ?? ""),
        ...answer.text(message?.content ?? ""),
      ];
      if (done !== true) return said;
      answer.used(toUsage(data));
      // `load` and `unload` come without an answer.
      answer.ended(reason === "length" ? "length" : "stop", reason ?? "stop");
      // An end without text is a failure. What the same line has said goes before it.
      return said.length > 0 && !answer.anyText ? said : [...said, ...answer.end("stop")];
    },
    end(stray) {
      if (stray !== "") {
        throw new ChatError("wrong-path", { detail: isPage(stray) ? toPageWords(stray) : toSiteWords(stray) });
      }
      return answer.end("cut");
    },
    broken: () => answer.end("cut"),
  };
}
