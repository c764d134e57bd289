import { EXPIRED } from "../conversations/bin.ts";
import type { Conversation, Message } from "../conversations/conversation.ts";
import { interrupt } from "../conversations/message-state.ts";
import { asStanding, type LiveConversation } from "./live-conversation.ts";

export type SaveConversation = (conversation: Conversation, messages: readonly Message[]) => Promise<void>;

/**
 * Creates a function that changes a conversation: it stores the change before anybody sees it. A view takes a question
 * that it sees for stored, and does not send it again after the background was killed.
 *
 * - Changes of one conversation run one after the other.
 * - An edit that comes in between is kept: `change` is then called again, on the edited conversation.
 * - If `change` returns undefined, nothing is changed. Messages that were stored by then are marked as deleted.
 *
 * The function resolves with whether the conversation was changed.
 * @param save must not reject
 */
export function createPersistThenApply(save: SaveConversation) {
  const ends = new WeakMap<LiveConversation, Promise<unknown>>();

  async function store(
    live: LiveConversation,
    messages: readonly Message[],
    change: (conversation: Conversation) => Conversation | undefined,
  ): Promise<boolean> {
    let saved: { before: Conversation; conversation: Conversation; messages: Message[] } | undefined;
    while (saved?.before !== live.conversation) {
      const before = live.conversation;
      const conversation = change(before);
      if (conversation === undefined) {
        if (saved !== undefined) await save(before, saved.messages.map(deleted));
        return false;
      }
      saved = { before, conversation, messages: messages.map((message) => asStanding(live, message)) };
      await save(conversation, saved.messages);
    }
    for (const message of saved.messages) live.apply({ type: "message", message });
    live.apply({ type: "conversation", conversation: saved.conversation });
    return true;
  }

  return (...parameters: Parameters<typeof store>): Promise<boolean> => {
    const [live] = parameters;
    const stored = (ends.get(live) ?? Promise.resolve()).then(() => store(...parameters));
    ends.set(
      live,
      stored.catch(() => undefined),
    );
    return stored;
  };
}

function deleted(message: Message): Message {
  return { ...interrupt(message), deletedAt: EXPIRED };
}
