import type { Message } from "../../../conversations/conversation.ts";
import { durationText } from "../../../i18n/durations.ts";
import { translatePlural } from "../../../i18n/plurals.ts";

/** Returns what is known of an answer's cost: `312 tokens in · 120 tokens out · 4.2 s`. undefined: nothing is. */
export function factsText({ usage, durationMs }: Pick<Message, "usage" | "durationMs">): string | undefined {
  const { inputTokens, outputTokens } = usage ?? {};
  const facts = [
    ...(inputTokens === undefined ? [] : [translatePlural("tokensIn", inputTokens)]),
    ...(outputTokens === undefined ? [] : [translatePlural("tokensOut", outputTokens)]),
    ...(durationMs === undefined ? [] : [durationText(durationMs)]),
  ];
  return facts.length === 0 ? undefined : facts.join(" · ");
}
