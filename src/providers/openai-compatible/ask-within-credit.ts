import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";

/** What a service says that reserves money for the longest answer, where the account pays for a shorter one. */
const AFFORDABLE = /\bfewer max_tokens\b.*\bcan only afford (\d+)\b/is;

/** The shortest answer, in tokens, that is worth asking for: some sentences. */
const LEAST_TOKENS = 200;

/**
 * Asks, and once more for an answer as long as the account can pay, if the service declines only because its longest one
 * would cost too much. Nothing was answered then. An answer that ends for that says so, in the service's own words.
 * @param ask `maxTokens`: the longest answer. Default: the service's own limit
 * @throws what `ask` throws
 */
export async function* askWithinCredit(
  ask: (maxTokens?: number) => AsyncGenerator<ReplyPart, void, void>,
): AsyncGenerator<ReplyPart, void, void> {
  let refusal: ChatError;
  let maxTokens: number;
  try {
    yield* ask();
    return;
  } catch (thrown) {
    const affordable = affordableTokens(thrown);
    if (!(thrown instanceof ChatError) || affordable < LEAST_TOKENS) throw thrown;
    [refusal, maxTokens] = [thrown, affordable];
  }
  for await (const part of ask(maxTokens)) {
    const endsForIt = part.type === "finish" && part.reason === "length";
    if (endsForIt && refusal.detail !== undefined) yield { type: "notice", text: refusal.detail };
    yield part;
  }
}

function affordableTokens(thrown: unknown): number {
  if (!(thrown instanceof ChatError) || thrown.kind !== "quota") return 0;
  return Number(AFFORDABLE.exec(thrown.detail ?? "")?.[1] ?? 0);
}
