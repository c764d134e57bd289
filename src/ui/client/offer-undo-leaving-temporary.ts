import { effect } from "@preact/signals";
import { isTemporary } from "../../conversations/temporary.ts";
import type { Chat } from "./chat.ts";
import { translate } from "../../i18n/translate.ts";
import type { Undo } from "./undo-stack.ts";

/**
 * A temporary chat stands in no list, though it lives until its window closes: whoever leaves one in which something was
 * asked or typed is offered the way back. (In private windows, where all chats are such, they are listed.)
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
