import { ChatError } from "../chat-error.ts";
import { type ChatMessage, isShown, type ReplyPart } from "../provider.ts";

/**
 * Asks with the whole conversation. If the backend refuses it before any visible text, asks once more with the last
 * message alone, because the refused words may stand in the backend's own earlier answer, where nobody can change them.
 * The second answer then begins with a `left-out` part.
 * @throws ChatError: the refusal, if it cannot be asked with less; every other failure; a second refusal
 */
export async function* askWithoutRefused(
  messages: readonly ChatMessage[],
  ask: (messages: readonly ChatMessage[]) => AsyncGenerator<ReplyPart, void, void>,
): AsyncGenerator<ReplyPart, void, void> {
  const lastOnly = withoutEarlier(messages);
  let handedOn = false;
  try {
    for await (const part of ask(messages)) {
      handedOn ||= isShown(part);
      yield part;
    }
    return;
  } catch (thrown) {
    const refused = thrown instanceof ChatError && thrown.kind === "refused";
    if (!refused || handedOn || lastOnly === undefined) throw thrown;
  }
  let noted = false;
  for await (const part of ask(lastOnly)) {
    if (!noted) yield { type: "left-out", reason: "refused" };
    noted = true;
    yield part;
  }
}

/** Returns the messages without the conversation before the last one. `undefined`: there is none. */
function withoutEarlier(messages: readonly ChatMessage[]): ChatMessage[] | undefined {
  const last = messages.at(-1);
  const earlier = messages.slice(0, -1);
  if (last === undefined || !earlier.some(({ role, text }) => role !== "system" && text.trim() !== ""))
    return undefined;
  return [...earlier.filter(({ role }) => role === "system"), last];
}
