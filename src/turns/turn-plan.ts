import type { Target } from "../backends/target.ts";
import type { Conversation, Message } from "../conversations/conversation.ts";
import { titleFrom } from "../conversations/title.ts";
import type { ChatMessage } from "../providers/provider.ts";
import { isParentDeleted, isBranch } from "./parent-message.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { followReplacement, isQueued, takeFromQueue } from "./queue.ts";

/** An answer to be written, with all that it takes. */
export interface TurnPlan {
  /** Absent: the question is stored already. */
  question?: Message;
  /** Title of a conversation that begins with the question. Default: made of its text. */
  title?: string | undefined;
  /** What a conversation that begins with the question keeps as its target. Default: none. */
  target?: Target | undefined;
  /** Whether the question comes from the queue. It is then asked only if it is still there. */
  wasQueued?: boolean;
  answer: Message;
  /**
   * The message (null: none) in whose place the answer comes. Queued questions that were to follow it will follow the
   * answer.
   */
  replaces: string | null;
  /** What the backend gets, oldest first. */
  messages: ChatMessage[];
  /** Whether the last message asks to continue the answer before it. Default: false. */
  continues?: boolean;
}

/** Returns the messages that are stored before anything goes out. */
export function messagesOf({ question, answer }: TurnPlan): Message[] {
  return question === undefined ? [answer] : [question, answer];
}

/**
 * Returns a function that changes a conversation when the turn begins. The path that is shown then ends with the turn's
 * messages.
 *
 * - If their parent has been deleted meanwhile, they count as deleted too, and the path stays.
 * - If the question has been taken out of the queue meanwhile, the function returns undefined.
 *
 * @param updatedAt in ms since 1970
 */
export function beginTurn(
  live: LiveConversation,
  { question, title: wished, target, wasQueued = false, answer, replaces }: TurnPlan,
  updatedAt: number,
): (conversation: Conversation) => Conversation | undefined {
  const begins = live.messages.size === 0 && target !== undefined;
  const parentId = live.messages.has(answer.id) ? answer.id : (question ?? answer).parentId;
  return (conversation) => {
    if (wasQueued && !isQueued(conversation, question?.id)) return undefined;
    const title = conversation.title || wished?.trim() || titleFrom(question?.text ?? "");
    const leafId = isParentDeleted(live, parentId) ? conversation.leafId : answer.id;
    const changed = takeFromQueue(
      { ...conversation, title, updatedAt, leafId, ...(begins && { target }) },
      question?.id,
    );
    return question && isBranch(live, question) ? changed : followReplacement(changed, replaces, answer.id);
  };
}
