import { EXPIRED } from "../conversations/bin.ts";
import type { Conversation, Message } from "../conversations/conversation.ts";
import { interrupt } from "../conversations/message-state.ts";
import { asStanding, type LiveConversation } from "./live-conversation.ts";

export type SaveConversation = (conversation: Conversation, messages: readonly Message[]) => Promise<void>;

/** Stores what happens to conversations, for each of them one thing after the other. */
export interface StoredChanges {
  /**
   * Changes a conversation, and stores the change before anybody sees it. A view takes a question that it sees for
   * stored, and does not send it again after the background was killed.
   *
   * - An edit that comes in between is kept: `change` is then called again, on the edited conversation.
   * - If `change` returns undefined, nothing is changed. Messages that were stored by then are marked as deleted.
   *
   * @returns whether the conversation was changed
   */
  change(
    live: LiveConversation,
    messages: readonly Message[],
    change: (conversation: Conversation) => Conversation | undefined,
  ): Promise<boolean>;
  /**
   * Stores an edit that everybody sees already. It waits for the change that is being stored, because the disk must not
   * hold half of each: a question, say, in the queue and as a message.
   *
   * @param messageIds what the edit changed besides the conversation
   */
  saveEdit(live: LiveConversation, messageIds: readonly string[]): Promise<void>;
}

/** @param save must not reject */
export function createPersistThenApply(save: SaveConversation): StoredChanges {
  const ends = new WeakMap<LiveConversation, Promise<unknown>>();

  function inTurn<Result>(live: LiveConversation, work: () => Promise<Result>): Promise<Result> {
    const done = (ends.get(live) ?? Promise.resolve()).then(work);
    ends.set(
      live,
      done.catch(() => undefined),
    );
    return done;
  }

  async function store(...[live, messages, change]: Parameters<StoredChanges["change"]>): Promise<boolean> {
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

  return {
    change: (...parameters) => inTurn(parameters[0], () => store(...parameters)),
    saveEdit: (live, messageIds) =>
      inTurn(live, () => {
        const messages = messageIds.flatMap((id) => live.messages.get(id) ?? []);
        return save(live.conversation, messages);
      }),
  };
}

function deleted(message: Message): Message {
  return { ...interrupt(message), deletedAt: EXPIRED };
}
