import { effect } from "@preact/signals";
import { isTemporary } from "../../conversations/temporary.ts";
import type { Chat } from "./chat.ts";
import { translate } from "../../i18n/translate.ts";
import type { Undo } from "./undo-stack.ts";

/**
 * Offers the way back to a person who leaves a temporary chat with questions or a draft, because it is in no list
 * although it lives until its window closes. (Private windows list their chats, which are all temporary.)
 */
export function offerUndoLeavingTemporary(chat: Chat, undo: Undo): void {
  let left: string | undefined;
  effect(() => {
    const id = chat.conversationId.value;
    const isUsed = chat.shown.path.value.length + chat.unconfirmed.value.length > 0 || chat.draft.text.value !== "";
    if (left !== undefined && left !== id) {
      const back = left;
      undo.show({ text: translate("temporaryLeft"), undo: () => chat.show(back) });
    }
    left = isUsed && isTemporary(id) ? id : undefined;
  });
}
