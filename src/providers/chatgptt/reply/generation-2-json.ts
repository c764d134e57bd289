import * as z from "zod/mini";
import { ChatError } from "../../chat-error.ts";
import type { ReplyPart } from "../../provider.ts";
import { toTextError } from "../errors/error-text.ts";

const text = z.catch(z.optional(z.string()), undefined);

const envelope = z.object({
  success: z.catch(z.boolean(), false),
  data: z.catch(z.optional(z.object({ message: text, reply: text, cache_key: text, nonce: text })), undefined),
});

/** The data of generation 2's JSON answers. Which keys exist depends on the action. */
export interface Generation2Data {
  reply: string | undefined;
  cacheKey: string | undefined;
  nonce: string | undefined;
}

/**
 * Reads the data of a JSON answer (protocol §3).
 * @throws ChatError if the site reports a failure
 */
export function readGeneration2Data(value: object): Generation2Data {
  const parsed = z.safeParse(envelope, value);
  if (!parsed.success) throw new ChatError("site-error");
  const { success, data } = parsed.data;
  if (!success) throw toTextError(data?.message ?? "");
  return { reply: data?.reply, cacheKey: data?.cache_key, nonce: data?.nonce };
}

/**
 * Reads the whole answer of the one-request form.
 * @throws ChatError if it failed or is empty
 */
export function readGeneration2Json(value: object): ReplyPart[] {
  const { reply = "" } = readGeneration2Data(value);
  if (reply.trim() === "") throw new ChatError("empty-answer");
  return [
    { type: "text", text: reply },
    { type: "finish", reason: "stop" },
  ];
}
