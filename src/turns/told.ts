import type { Message } from "../conversations/conversation.ts";
import { pathTo } from "../conversations/path.ts";
import type { ChatMessage } from "../providers/provider.ts";

/** What is asked to have an answer go on. In English, which every model understands; the answer keeps its own language. */
export const GO_ON: ChatMessage = {
  role: "user",
  text: "Go on with your last answer exactly where it broke off. Repeat nothing, and say nothing else.",
};

/** The messages up to this one (null: none), as a backend is told them. */
export function toldUpTo(messages: ReadonlyMap<string, Message>, leafId: string | null): ChatMessage[] {
  return pathTo(messages, leafId).map(({ role, text }) => ({ role, text }));
}
