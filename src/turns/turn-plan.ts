import type { Conversation, Message } from "../conversations/conversation.ts";
import { titleFrom } from "../conversations/title.ts";
import type { ChatMessage } from "../providers/provider.ts";
import { isParentDeleted, isBranch } from "./parent-message.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { followReplacement, isQueued, takeFromQueue } from "./queue.ts";

/** An answer to be written, the question where it is new, and the messages that the backend gets. */
export interface TurnPlan {
  question?: Message;
  /** What a conversation that begins with the question is called; absent: made of its text. */
  title?: string | undefined;
  /** The question stood in the queue, and is asked only as long as it does. */
  wasQueued?: boolean;
  answer: Message;
  /** What the answer stands instead of: what waits in the queue to follow that follows the answer. */
  replaces: string | null;
  messages: ChatMessage[];
  /** The last of them asks to go on with the answer before it. */
  continues?: boolean;
}

/** What is stored of a task before anything goes out. */
export function messagesOf({ question, answer }: TurnPlan): Message[] {
  return question === undefined ? [answer] : [question, answer];
}

/**
 * What becomes of a conversation when a task is begun there: its messages end the path that is shown. Where what they follow
 * has been deleted meanwhile, they are deleted with it, and the path stays. undefined: the question was taken back out of the
 * queue meanwhile.
 */
export function beginTurn(
  live: LiveConversation,
  { question, title: wished, wasQueued = false, answer, replaces }: TurnPlan,
  updatedAt: number,
): (conversation: Conversation) => Conversation | undefined {
  const parentId = live.messages.has(answer.id) ? answer.id : (question ?? answer).parentId;
  return (conversation) => {
    if (wasQueued && !isQueued(conversation, question?.id)) return undefined;
    const title = conversation.title || wished?.trim() || titleFrom(question?.text ?? "");
    const leafId = isParentDeleted(live, parentId) ? conversation.leafId : answer.id;
    const changed = takeFromQueue({ ...conversation, title, updatedAt, leafId }, question?.id);
    return question && isBranch(live, question) ? changed : followReplacement(changed, replaces, answer.id);
  };
}
