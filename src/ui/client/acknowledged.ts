import type { Change } from "../../conversations/change.ts";
import type { ShownConversation } from "./conversation-state.ts";

/**
 * Whether the background has taken a question, as far as the shown conversation says. `isWhole`: the path fits the
 * messages; a question that is on none of it then stands in another version by now. `changes`: what came with it: a
 * question can have been queued, and taken back by another view, within them.
 */
export function acknowledgedBy(
  shown: ShownConversation,
  isWhole: boolean,
  changes: readonly Change[],
): (questionId: string) => boolean {
  const passing = changes.flatMap((change) => (change.type === "conversation" ? [change.conversation] : []));
  const queues = [shown.conversation.value, ...passing].flatMap((conversation) => conversation?.queue ?? []);
  return (questionId) =>
    shown.path.value.includes(questionId) ||
    queues.some(({ id }) => id === questionId) ||
    (isWhole && shown.message(questionId) !== undefined);
}
