import * as z from "zod/mini";
import { contentOf, deltaSchema, reasoningOf } from "./openai-delta.ts";

const text = z.catch(z.optional(z.nullable(z.string())), undefined);

const number = z.catch(z.optional(z.number()), undefined);

const delta = z.catch(z.optional(z.nullable(deltaSchema)), undefined);

const choice = z.object({
  index: number,
  delta,
  /** In an answer that is not streamed. */
  message: delta,
  /** Old completion models write their text here (protocol §2). */
  text,
  finish_reason: text,
});

const usage = z.catch(
  z.optional(z.nullable(z.object({ prompt_tokens: number, completion_tokens: number }))),
  undefined,
);

const chunk = z.object({
  id: text,
  model: text,
  object: text,
  created: number,
  choices: z.optional(z.nullable(z.array(choice))),
  usage,
  x_groq: z.catch(z.optional(z.nullable(z.object({ usage }))), undefined),
});

/** Tokens of a question and its answer, as far as they are counted. */
export interface Usage {
  inputTokens?: number;
  outputTokens?: number;
}

/** One chunk of a stream in OpenAI's chat or completion format, as far as an answer needs it. */
export interface Chunk {
  content: string;
  reasoning: string;
  refusal: string;
  model: string | undefined;
  /** As the upstream writes it, such as `stop`, `length` or `content_filter`. `undefined` until the last chunk. */
  finishReason: string | undefined;
  /** Of the answer so far. `undefined`: not in this chunk. */
  usage: Usage | undefined;
  /**
   * Whether a model's own API made this chunk. The plugin writes its errors as chunks too, with nothing but
   * `choices[0].delta.content` and later `choices[0].finish_reason` (protocol §5). A model always sends one of `id`,
   * `model`, `object`, `created`, the choice's `index` or the delta's `role`.
   */
  genuine: boolean;
}

/**
 * Reads a chunk from a parsed event, or a whole answer, which has the same form. Reads only the choice with the index 0,
 * because sites ask for one. `undefined`: it is something else, with neither choices nor usage.
 */
export function readChunk(value: unknown): Chunk | undefined {
  const parsed = z.safeParse(chunk, value);
  if (!parsed.success) return undefined;
  const { id, model, object, created, choices } = parsed.data;
  const used = parsed.data.usage ?? parsed.data.x_groq?.usage;
  if (!choices && !used) return undefined;
  const first = choices?.find(({ index = 0 }) => index === 0);
  const said = first?.delta ?? first?.message;
  const marks = [id, model, object, created, first?.index, said?.role];
  return {
    content: (said ? contentOf(said) : "") || first?.text || "",
    reasoning: said ? reasoningOf(said) : "",
    refusal: said?.refusal ?? "",
    model: toModelName(model),
    finishReason: first?.finish_reason || undefined,
    usage: used ? toUsage(used.prompt_tokens, used.completion_tokens) : undefined,
    genuine: marks.some((mark) => mark !== undefined && mark !== null && mark !== ""),
  };
}

const PLUGIN_START = '{"choices":[{"delta":{"content":"';
const PLUGIN_END = '"}}]}';

/**
 * Reads a chunk that is invalid JSON, because the plugin wrapped it around a word without escaping quotes or line ends.
 * `undefined`: it is something else.
 */
export function readUnescapedChunk(data: string): Chunk | undefined {
  if (!data.startsWith(PLUGIN_START)) return undefined;
  const content = data.slice(PLUGIN_START.length, data.endsWith(PLUGIN_END) ? -PLUGIN_END.length : undefined);
  const nothing = { reasoning: "", refusal: "", model: undefined, finishReason: undefined, usage: undefined };
  return { ...nothing, content, genuine: false };
}

/** Counts of tokens, without those that are not known. */
export function toUsage(inputTokens: number | undefined, outputTokens: number | undefined): Usage {
  return { ...(inputTokens !== undefined && { inputTokens }), ...(outputTokens !== undefined && { outputTokens }) };
}

/**
 * Returns a name that can be shown: at most 100 characters, of those that model makers use. `undefined`: anything else.
 */
export function toModelName(name: unknown): string | undefined {
  return typeof name === "string" && /^[\w.:/@+-][\w.:/@+ ()-]{0,99}$/.test(name) ? name : undefined;
}
