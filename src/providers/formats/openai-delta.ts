import * as z from "zod/mini";

/** Text that may be missing, null, or something else. */
const text = z.catch(z.optional(z.nullable(z.string())), undefined);

/** One piece of a content that is a list: Mistral's thinking, or text. */
const contentPart = z.catch(
  z.object({
    type: text,
    text,
    thinking: z.catch(z.optional(z.union([z.string(), z.array(z.object({ text }))])), undefined),
  }),
  {},
);

/** OpenRouter's second way of saying what `reasoning` says already. */
const reasoningDetail = z.catch(z.object({ text, summary: text }), {});

/** What a chunk adds to an answer, or the whole message of an answer that is not streamed. */
export const deltaSchema = z.object({
  role: text,
  content: z.catch(z.optional(z.nullable(z.union([z.string(), z.array(contentPart)]))), undefined),
  refusal: text,
  reasoning: text,
  reasoning_content: text,
  reasoning_details: z.catch(z.optional(z.nullable(z.array(reasoningDetail))), undefined),
});
type Delta = z.infer<typeof deltaSchema>;

/** The text of a delta. */
export function contentOf({ content }: Delta): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => part.text ?? "").join("");
}

/** The thinking of a delta. Servers that send it in two fields say the same in both, so one is taken. */
export function reasoningOf({ content, reasoning, reasoning_content, reasoning_details }: Delta): string {
  if (Array.isArray(content)) {
    const thoughts = content.flatMap(({ thinking }) =>
      typeof thinking === "string" ? [{ text: thinking }] : (thinking ?? []),
    );
    if (thoughts.length > 0) return thoughts.map((thought) => thought.text ?? "").join("");
  }
  return (
    reasoning_content ??
    reasoning ??
    (reasoning_details ?? []).map((detail) => detail.text ?? detail.summary ?? "").join("")
  );
}
