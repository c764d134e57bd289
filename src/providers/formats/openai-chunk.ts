import * as z from "zod/mini";

const text = z.catch(z.optional(z.nullable(z.string())), undefined);

const delta = z.object({
  role: text,
  content: text,
  refusal: text,
  reasoning: text,
  reasoning_content: text,
});

const choice = z.object({
  index: z.catch(z.optional(z.number()), undefined),
  delta: z.catch(z.optional(z.nullable(delta)), undefined),
  /** Old completion models write their text here (protocol §2). */
  text,
  finish_reason: text,
});

const chunk = z.object({
  id: text,
  model: text,
  object: text,
  created: z.catch(z.optional(z.number()), undefined),
  choices: z.array(choice),
});

/** One chunk of a stream in OpenAI's chat or completion format, as far as an answer needs it. */
export interface Chunk {
  content: string;
  reasoning: string;
  refusal: string;
  model: string | undefined;
  /** As the upstream writes it, such as `stop`, `length` or `content_filter`. `undefined` until the last chunk. */
  finishReason: string | undefined;
  /**
   * Whether a model's own API made this chunk. The plugin writes its errors as chunks too, with nothing but
   * `choices[0].delta.content` and later `choices[0].finish_reason` (protocol §5). A model always sends one of `id`,
   * `model`, `object`, `created`, the choice's `index` or the delta's `role`.
   */
  genuine: boolean;
}

/**
 * Reads a chunk from a parsed event. Reads only the first choice, because sites ask for one. `undefined`: it is
 * something else.
 */
export function readChunk(value: unknown): Chunk | undefined {
  const parsed = z.safeParse(chunk, value);
  if (!parsed.success) return undefined;
  const { id, model, object, created, choices } = parsed.data;
  const [first] = choices;
  const marks = [id, model, object, created, first?.index, first?.delta?.role];
  return {
    content: first?.delta?.content ?? first?.text ?? "",
    reasoning: first?.delta?.reasoning_content ?? first?.delta?.reasoning ?? "",
    refusal: first?.delta?.refusal ?? "",
    model: toModelName(model),
    finishReason: first?.finish_reason || undefined,
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
  return { content, reasoning: "", refusal: "", model: undefined, finishReason: undefined, genuine: false };
}

/**
 * Returns a name that can be shown: at most 100 characters, of those that model makers use. `undefined`: anything else.
 */
export function toModelName(name: unknown): string | undefined {
  return typeof name === "string" && /^[\w.:/@+-][\w.:/@+ ()-]{0,99}$/.test(name) ? name : undefined;
}
