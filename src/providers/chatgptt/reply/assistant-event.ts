import * as z from "zod/mini";
import { toPageWords } from "../../transport/site-words.ts";

const text = z.catch(z.optional(z.nullable(z.string())), undefined);

const messageDelta = z.object({
  delta: z.object({
    content: z.array(z.object({ text: z.catch(z.optional(z.object({ value: text })), undefined) })),
  }),
});

const run = z.object({
  model: text,
  last_error: z.catch(z.optional(z.nullable(z.object({ message: text }))), undefined),
});

/** The meaning of an assistant bot's event (protocol §2). */
export type AssistantEvent =
  | { type: "text"; text: string }
  | { type: "model"; name: string }
  | { type: "failed"; text: string }
  | { type: "length" }
  | { type: "other" };

/** Whether an event comes from an assistant bot, by its name. */
export function isAssistantEvent(name: string | undefined): name is string {
  return name !== undefined && (name.startsWith("thread") || name === "assistant_error");
}

/**
 * Reads an event of an assistant bot. Events without meaning for the answer are `other`.
 * @param value the event's data, parsed; `undefined` if it is not JSON
 * @param raw the event's data as it came
 */
export function readAssistantEvent(name: string, value: unknown, raw: string): AssistantEvent {
  switch (name) {
    case "thread.message.delta": {
      const parsed = z.safeParse(messageDelta, value);
      if (!parsed.success) return { type: "other" };
      return { type: "text", text: parsed.data.delta.content.map((block) => block.text?.value ?? "").join("") };
    }
    case "thread.run.created": {
      const parsed = z.safeParse(run, value);
      return parsed.success && parsed.data.model ? { type: "model", name: parsed.data.model } : { type: "other" };
    }
    case "thread.run.incomplete":
      return { type: "length" };
    case "thread.run.failed":
    case "thread.run.expired": {
      const parsed = z.safeParse(run, value);
      return { type: "failed", text: (parsed.success && parsed.data.last_error?.message) || "" };
    }
    case "assistant_error":
      return { type: "failed", text: readErrorWords(value) ?? toPageWords(raw) ?? "" };
    default:
      return { type: "other" };
  }
}

const errorWords = z.object({
  error: z.catch(z.optional(z.union([z.string(), z.object({ message: text })])), undefined),
  message: text,
  msg: text,
});

/** Returns the words of an error object, in any shape that upstreams and the plugin use. `undefined`: it has none. */
export function readErrorWords(value: unknown): string | undefined {
  const parsed = z.safeParse(errorWords, value);
  if (!parsed.success) return typeof value === "string" ? value : undefined;
  const { error, message, msg } = parsed.data;
  const own = typeof error === "string" ? error : error?.message;
  return own || message || msg || undefined;
}
