import type { Conversation } from "../../conversations/conversation.ts";
import type { Chat } from "./chat.ts";
import { translatePlural } from "../../i18n/plurals.ts";
import { translate } from "../../i18n/translate.ts";
import type { Undo } from "./undo-stack.ts";
import type { Confirmation } from "../kit/confirmation.ts";

/** Deletes the shown conversation. Undo leads back to it. */
export function deleteConversation(chat: Chat, undo: Undo, { id, title }: Conversation): void {
  chat.delete(id);
  undo.show({
    text: translate("deleted", title),
    about: id,
    undo() {
      chat.restore(id);
      chat.show(id);
    },
  });
}

/**
 * Asks before all conversations go into the bin, and offers Undo.
 * @param count the number of conversations. undefined: not known yet
 */
export function confirmDeleteAll(
  count: number | undefined,
  chat: Pick<Chat, "delete" | "restore">,
  undo: Undo,
): Confirmation {
  return {
    question: removeAllQuestion(count),
    detail: translate("deleteAllDetail"),
    action: translate("deleteAll"),
    confirmed() {
      const at = Date.now();
      chat.delete(null, at);
      undo.show({ text: translate("deletedAll"), about: "all", undo: () => chat.restore(null, at) });
    },
  };
}

function removeAllQuestion(count: number | undefined): string {
  if (count === undefined) return translate("deleteAllUncounted");
  return translatePlural("deleteAllQuestion", count);
}
