import * as z from "zod/mini";
import { toSiteWords } from "../../transport/site-words.ts";

const text = z.catch(z.optional(z.nullable(z.string())), undefined);

const warningEvent = z.object({ delta: text, warning: text, message: text, error: text, content: text });

/** How the plugin writes the length limits of all model makers: `length`, `MAX_TOKENS`, `max_output_tokens`, ... */
const LIMIT =
  /\blength\b|max[\s_-]?(?:output[\s_-]?|completion[\s_-]?)?tokens|token limit|truncated|cut (?:off|short)/i;

/** The meaning of `event: warning`: the model reached its length limit, or it says in words why it stops. */
export type Warning = { type: "length" } | { type: "words"; words: string } | { type: "nothing" };

/**
 * Reads a warning of generation 2.
 * @param value the event's data, parsed; `undefined` if it is not JSON
 * @param raw the event's data as it came
 */
export function readWarning(value: unknown, raw: string): Warning {
  const words = toSiteWords(textOf(value) ?? (value === undefined ? raw : ""))?.replace(/^\((.*)\)$/, "$1");
  if (words === undefined) return { type: "nothing" };
  return LIMIT.test(words) ? { type: "length" } : { type: "words", words };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const parsed = z.safeParse(warningEvent, value);
  if (!parsed.success) return undefined;
  const { delta, warning, message, error, content } = parsed.data;
  return delta || warning || message || error || content || undefined;
}
