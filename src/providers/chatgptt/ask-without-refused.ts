import { ChatError } from "../chat-error.ts";
import { type ChatMessage, isShown, type ReplyPart } from "../provider.ts";

/**
 * Asks, and where the backend refuses that before anything came, asks once more with the last message alone: a word that the
 * backend does not like can stand in its own earlier answer, where nobody can change it. The answer says then that the
 * earlier messages were left out. A second refusal is thrown as it is.
 */
export async function* askWithoutRefused(
  messages: readonly ChatMessage[],
  ask: (messages: readonly ChatMessage[]) => AsyncGenerator<ReplyPart, void, void>,
): AsyncGenerator<ReplyPart, void, void> {
  const alone = withoutEarlier(messages);
  let handedOn = false;
  try {
    for await (const part of ask(messages)) {
      handedOn ||= isShown(part);
      yield part;
    }
    return;
  } catch (thrown) {
    const refused = thrown instanceof ChatError && thrown.kind === "refused";
    if (!refused || handedOn || alone === undefined) throw thrown;
  }
  let said = false;
  for await (const part of ask(alone)) {
    if (!said) yield { type: "left-out", reason: "refused" };
    said = true;
    yield part;
  }
}

/** What the backend is told without the conversation so far; `undefined` where the question is all of it. */
function withoutEarlier(messages: readonly ChatMessage[]): ChatMessage[] | undefined {
  const last = messages.at(-1);
  const earlier = messages.slice(0, -1);
  if (last === undefined || !earlier.some(({ role, text }) => role !== "system" && text.trim() !== ""))
    return undefined;
  return [...earlier.filter(({ role }) => role === "system"), last];
}
