import type { Conversation, Message } from "../conversations/conversation.ts";
import { titleFrom } from "../conversations/title.ts";
import type { ChatMessage } from "../providers/provider.ts";
import { isGone, isVersion } from "./parent-message.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { followInstead, isQueued, takeFromQueue } from "./queue.ts";

/** An answer to be written, the question where it is new, and what the backend is told. */
export interface Task {
  question?: Message;
  /** What a conversation that begins with the question is called; absent: made of its text. */
  title?: string | undefined;
  /** The question stood in the queue, and is asked only as long as it does. */
  waited?: boolean;
  answer: Message;
  /** What the answer stands instead of: what waits in the queue to follow that follows the answer. */
  instead: string | null;
  messages: ChatMessage[];
  /** The last of them asks to go on with the answer before it. */
  continues?: boolean;
}

/** What is stored of a task before anything goes out. */
export function messagesOf({ question, answer }: Task): Message[] {
  return question === undefined ? [answer] : [question, answer];
}

/**
 * What becomes of a conversation when a task is begun there: its messages end the path that is shown. Where what they follow
 * has been deleted meanwhile, they are deleted with it, and the path stays. undefined: the question was taken back out of the
 * queue meanwhile.
 */
export function beginTask(
  live: LiveConversation,
  { question, title: wished, waited = false, answer, instead }: Task,
  updatedAt: number,
): (conversation: Conversation) => Conversation | undefined {
  const followed = live.messages.has(answer.id) ? answer.id : (question ?? answer).parentId;
  return (conversation) => {
    if (waited && !isQueued(conversation, question?.id)) return undefined;
    const title = conversation.title || wished?.trim() || titleFrom(question?.text ?? "");
    const leafId = isGone(live, followed) ? conversation.leafId : answer.id;
    const changed = takeFromQueue({ ...conversation, title, updatedAt, leafId }, question?.id);
    return question && isVersion(live, question) ? changed : followInstead(changed, instead, answer.id);
  };
}
