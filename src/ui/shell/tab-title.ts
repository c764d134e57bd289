import { isTemporary } from "../../conversations/temporary.ts";
import type { Chat } from "../client/chat.ts";
import { translate } from "../../i18n/translate.ts";

/**
 * Returns the title of a tab with a chat. The browser keeps titles in its history, so the title does not name a
 * temporary chat. Private windows have no history, so there it does.
 */
export function tabTitle({ conversationId, shown }: Chat, isPrivate: boolean): string {
  const own = shown.conversation.value?.title ?? "";
  const title = isTemporary(conversationId.value) && !isPrivate ? translate("temporaryChat") : own;
  return [...(title === "" ? [] : [title]), translate("extensionName")].join(" – ");
}
