import { toTurns } from "../formats/turns.ts";
import type { ChatRequest } from "../provider.ts";
import type { Preset } from "./presets.ts";

/**
 * Builds the body of a question, with no more than every server takes: no temperature, because models that think refuse
 * it, and no limit, because servers call it by different names. Without a model the server takes its own.
 * @param maxTokens the longest answer, for a server that calls it so. Default: its own limit
 */
export function toChatBody(
  { messages, model }: ChatRequest,
  { sendsUsageUnasked = false }: Preset,
  maxTokens?: number,
): object {
  const { system, turns } = toTurns(messages);
  return {
    ...(model !== undefined && { model }),
    messages: [
      ...(system === undefined ? [] : [{ role: "system", content: system }]),
      ...turns.map(({ role, text }) => ({ role, content: text })),
    ],
    stream: true,
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(!sendsUsageUnasked && { stream_options: { include_usage: true } }),
  };
}
