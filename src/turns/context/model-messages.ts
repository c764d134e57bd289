import type { Message } from "../../conversations/conversation.ts";
import { pathTo } from "../../conversations/path.ts";
import type { ChatErrorKind } from "../../providers/chat-error.ts";
import type { ChatMessage } from "../../providers/provider.ts";
import { withoutThinking } from "../../providers/formats/thinking-tags.ts";

/**
 * Asks a model to continue its answer. In English, which every model understands; the answer keeps its own language.
 */
export const CONTINUE_PROMPT: ChatMessage = {
  role: "user",
  text: "Go on with your last answer exactly where it broke off. Repeat nothing, and say nothing else.",
};

/**
 * The errors of a backend that rejects the question itself. Such a question is not sent again as history, because the
 * backend would then reject every later question too.
 */
const REJECTED: ReadonlySet<string | undefined> = new Set<ChatErrorKind>(["too-long", "refused"]);

/**
 * Returns the history of a conversation as a model gets it, oldest first.
 *
 * - Questions that a backend rejected are left out, with their empty answers.
 * - Thinking in older answers is left out.
 * - No turn is empty, and roles alternate, because some models refuse anything else. Two turns of one role, as after a
 *   failed answer, become one, with a blank line between them.
 *
 * @param leafId the last message of the path; null: none
 * @param more turns that follow that path and are not stored, e.g. a new question
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
