import * as z from "zod/mini";
import { ChatError } from "../../chat-error.ts";
import type { ReplyPart } from "../../provider.ts";
import { toSiteWords } from "../../transport/site-words.ts";
import { toTextError } from "../errors/error-text.ts";
import { readNotice } from "../errors/notice.ts";

const text = z.catch(z.optional(z.string()), undefined);

const modelMessage = z.object({ content: text, refusal: text });

/**
 * `greeting_message` is left out on purpose: it holds the site's own system prompt, which goes nowhere (protocol §2).
 */
const answer = z.object({
  status: text,
  msg: text,
  data: z.catch(z.optional(z.union([z.string(), modelMessage])), undefined),
});

/**
 * Reads an answer that is one JSON object (protocol §2). `msg` reads "Something went wrong" on success too, so only
 * `status` and `data` count.
 * @throws ChatError for errors, notices and empty answers
 */
export function readGeneration1Json(value: object): ReplyPart[] {
  const notice = readNotice(value);
  if (notice) throw notice;
  const parsed = z.safeParse(answer, value);
  if (!parsed.success) throw new ChatError("site-error");
  const { status, msg = "", data } = parsed.data;
  if (status === "error") throw toTextError(msg);
  if (data === undefined) {
    throw status === "success" ? new ChatError("empty-answer") : toTextError(msg);
  }
  const content = typeof data === "string" ? data : (data.content ?? "");
  if (content.trim() === "") {
    const refusal = typeof data === "string" ? undefined : data.refusal;
    throw refusal ? new ChatError("refused", { detail: toSiteWords(refusal) }) : new ChatError("empty-answer");
  }
  return [
    { type: "text", text: content },
    { type: "finish", reason: "stop" },
  ];
}
