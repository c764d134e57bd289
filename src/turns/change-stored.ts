import type { Conversation, Message } from "../conversations/conversation.ts";
import type { LiveConversation } from "./live-conversation.ts";

export type SaveConversation = (conversation: Conversation, messages: readonly Message[]) => Promise<void>;

/**
 * Changes a conversation so that it is stored before anybody sees it: a view takes a question that it sees for kept, and
 * does not send it again after the background was killed. One change after the other; an edit that comes in between is
 * kept too. `save` must not reject.
 */
export function createStoredChanges(save: SaveConversation) {
  const ends = new WeakMap<LiveConversation, Promise<void>>();

  async function store(
    live: LiveConversation,
    messages: readonly Message[],
    change: (conversation: Conversation) => Conversation,
  ): Promise<void> {
    let before: Conversation;
    do {
      before = live.conversation;
      await save(change(before), messages);
    } while (live.conversation !== before);
    for (const message of messages) live.apply({ type: "message", message });
    live.apply({ type: "conversation", conversation: change(before) });
  }

  return (...parameters: Parameters<typeof store>): Promise<void> => {
    const [live] = parameters;
    const stored = (ends.get(live) ?? Promise.resolve()).then(() => store(...parameters));
    ends.set(
      live,
      stored.catch(() => undefined),
    );
    return stored;
  };
}
