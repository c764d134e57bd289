import type { Message } from "../conversations/conversation.ts";
import type { PortServerDependencies } from "./server-dependencies.ts";

/** Where a message is. */
interface MessagePlace {
  conversationId: string;
  messageId: string;
}

/** Changes a message. If `change` returns undefined, it stays as it is. */
type ChangeMessage = (place: MessagePlace, change: (message: Message) => Message | undefined) => Promise<void>;

/** Creates what changes a message in every view and in the store. */
export function createMessageChanger({
  conversations,
  stores,
  storageFailed,
}: Pick<PortServerDependencies, "conversations" | "stores" | "storageFailed">): ChangeMessage {
  return async ({ conversationId, messageId }, change) => {
    const { live, release } = await conversations.hold(conversationId);
    try {
      const message = live.messages.get(messageId);
      const changed = message && change(message);
      if (changed === undefined) return;
      live.apply({ type: "message", message: changed });
      await stores.anyStore.saveMessage(changed).catch(storageFailed);
    } finally {
      release();
    }
  };
}
