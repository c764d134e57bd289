import type { Conversation } from "../conversations/conversation.ts";
import type { Chat } from "./chat.ts";
import { translate } from "./translate.ts";
import type { Undo } from "./undo.tsx";

/** Deletes the conversation that is shown; Undo leads back to it. */
export function removeConversation(chat: Chat, undo: Undo, { id, title }: Conversation): void {
  chat.delete(id);
  undo.show({
    text: translate("deleted", title),
    undo() {
      chat.restore(id);
      chat.show(id);
    },
  });
}
