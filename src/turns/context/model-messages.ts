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

/** The messages up to this one (null: none), as a backend is told them: all but questions that a site turned away. */
export function modelMessagesUpTo(messages: ReadonlyMap<string, Message>, leafId: string | null): ChatMessage[] {
  const path = pathTo(messages, leafId);
  const isRejected = (answer: Message | undefined) => answer?.text === "" && REJECTED.has(answer.error?.kind);
  return path
    .filter((message, index) => !isRejected(message) && !isRejected(path[index + 1]))
    .map(({ role, text }) => ({ role, text: role === "assistant" ? withoutThinking(text) : text }));
}
