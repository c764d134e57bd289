import { isTemporary } from "../../conversations/temporary.ts";
import { translate } from "../../i18n/translate.ts";
import type { ViewContext } from "./view-context.ts";

/** Stands in the place of a conversation that has not begun. */
export function EmptyState({ chat, hasContextMenu }: Pick<ViewContext, "chat" | "hasContextMenu">) {
  const text = translate(hasContextMenu ? "emptyText" : "emptyTextWithoutMenu");
  return (
    <div class="empty">
      <h2>{translate("emptyTitle")}</h2>
      <p>{isTemporary(chat.conversationId.value) ? translate("temporaryText") : text}</p>
    </div>
  );
}
