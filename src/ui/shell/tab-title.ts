import { isTemporary } from "../../conversations/temporary.ts";
import type { Chat } from "../client/chat.ts";
import { translate } from "../../i18n/translate.ts";

/**
 * What a tab with a chat is called. The browser keeps titles in its history, so a temporary chat is not named there, except
 * in private windows, which have none.
 */
export function tabTitle({ conversationId, shown }: Chat, isPrivate: boolean): string {
  const own = shown.conversation.value?.title ?? "";
  const title = isTemporary(conversationId.value) && !isPrivate ? translate("temporaryChat") : own;
  return [...(title === "" ? [] : [title]), translate("extensionName")].join(" – ");
}
