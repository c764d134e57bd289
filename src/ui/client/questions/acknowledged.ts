import type { Change } from "../../../conversations/change.ts";
import type { ShownConversation } from "../conversation-state.ts";

/**
 * Returns a function that says whether the background has accepted a question, as far as the shown conversation tells.
 * @param isWhole whether path and messages match. If so, a message that is on no path was accepted in another version
 * @param changes the latest changes: within them, a question may have been queued and taken back by another view
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
