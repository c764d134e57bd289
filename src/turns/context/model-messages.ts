import type { Message } from "../../conversations/conversation.ts";
import { pathTo } from "../../conversations/path.ts";
import type { ChatErrorKind } from "../../providers/chat-error.ts";
import type { ChatMessage } from "../../providers/provider.ts";
import { withoutThinking } from "../../providers/formats/thinking-tags.ts";

/** What is asked to have an answer go on. In English, which every model understands; the answer keeps its own language. */
export const CONTINUE_PROMPT: ChatMessage = {
  role: "user",
  text: "Go on with your last answer exactly where it broke off. Repeat nothing, and say nothing else.",
};

/** What a site turned away for the question itself: told again, it would have each later question turned away, too. */
const REJECTED: ReadonlySet<string | undefined> = new Set<ChatErrorKind>(["too-long", "refused"]);

/**
 * The history of a conversation as a model gets it, oldest first.
 *
 * - Questions that a site rejected are left out, with their empty answers.
 * - Thinking in older answers is left out.
 * - No turn is empty and none is doubled: some models refuse both. Two turns of one role, as after an answer that failed, become
 *   one with a blank line between them.
 *
 * @param leafId the last message of the path; null: none
 * @param more a turn that follows that path and is not stored, as a new question
 */
export function modelMessagesUpTo(
  messages: ReadonlyMap<string, Message>,
  leafId: string | null,
  ...more: readonly ChatMessage[]
): ChatMessage[] {
  const path = pathTo(messages, leafId);
  const isRejected = (answer: Message | undefined) => answer?.text === "" && REJECTED.has(answer.error?.kind);
  const history = path
    .filter((message, index) => !isRejected(message) && !isRejected(path[index + 1]))
    .map(({ role, text }): ChatMessage => ({ role, text: role === "assistant" ? withoutThinking(text) : text }));
  return joinTurns([...history, ...more]);
}

function joinTurns(turns: readonly ChatMessage[]): ChatMessage[] {
  const joined: ChatMessage[] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    if (turn.text.trim() === "") continue;
    if (last?.role === turn.role) joined[joined.length - 1] = { ...last, text: `${last.text}\n\n${turn.text}` };
    else joined.push(turn);
  }
  return joined;
}
