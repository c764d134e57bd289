import { useRef } from "preact/hooks";
import { loadPersistently } from "../../markdown/load-persistently.ts";
import { IconButton } from "../kit/icon-button.tsx";
import { MoreIcon } from "../kit/icons.tsx";
import { deleteConversation } from "../client/delete-conversation.ts";
import { translate } from "../../i18n/translate.ts";
import type { ExportType } from "./export-conversation.ts";
import type { ViewContext } from "./view-context.ts";

const MENU_ID = "conversation-menu";

/** Shows what can be done with the whole conversation. Escape and a click beside it close the menu. */
export function ConversationMenu({ context, onRename }: { context: ViewContext; onRename(): void }) {
  const { chat, undo, openTab } = context;
  const menu = useRef<HTMLDivElement>(null);
  const conversation = chat.shown.conversation.value;
  /** Older conversations can have a title and no message. */
  const isBegun = chat.shown.path.value.length > 0 || (conversation?.title ?? "") !== "";

  function choose(action: () => void): () => void {
    return () => {
      menu.current?.hidePopover();
      action();
    };
  }

  async function exportAs(type: ExportType): Promise<void> {
    if (conversation === undefined) return;
    const path = chat.shown.path.value.flatMap((id) => chat.shown.message(id)?.value ?? []);
    const all = chat.shown.all();
    try {
      const { exportConversation } = await loadPersistently(() => import("./export-conversation.ts"));
      exportConversation(type, conversation, path, all);
    } catch {
      chat.problem.value = "not-done";
    }
  }

  function remove(): void {
    if (conversation === undefined) return;
    deleteConversation(chat, undo, conversation);
    chat.focusComposer();
  }

  const item = (label: string, action: () => void) => (
    <button type="button" class="menu-item" onClick={choose(action)}>
      {label}
    </button>
  );

  return (
    <>
      <IconButton label={translate("more")} opens={MENU_ID}>
        <MoreIcon />
      </IconButton>
      <div ref={menu} id={MENU_ID} popover="auto" class="popover menu" role="group" aria-label={translate("more")}>
        {item(translate("newTemporaryChat"), () => chat.newChat(true))}
        {openTab !== undefined && item(translate("openInTab"), () => openTab(chat.knownId.value))}
        {isBegun && (
          <>
            {item(translate("rename"), onRename)}
            {item(translate("exportMarkdown"), () => void exportAs("markdown"))}
            {item(translate("exportJson"), () => void exportAs("json"))}
            {item(translate("deleteConversation"), remove)}
          </>
        )}
      </div>
    </>
  );
}
