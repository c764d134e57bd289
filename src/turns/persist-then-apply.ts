import { EXPIRED } from "../conversations/bin.ts";
import { type Conversation, interrupt, type Message } from "../conversations/conversation.ts";
import { asStanding, type LiveConversation } from "./live-conversation.ts";

export type SaveConversation = (conversation: Conversation, messages: readonly Message[]) => Promise<void>;

/**
 * Changes a conversation so that it is stored before anybody sees it: a view takes a question that it sees for kept, and
 * does not send it again after the background was killed. One change after the other; an edit that comes in between is
 * kept too, and can make `change` give undefined: then nothing is changed, and what was stored of `messages` is marked as
 * deleted. Resolves with whether it was changed. `save` must not reject.
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
