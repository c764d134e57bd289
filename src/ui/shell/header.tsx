import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isTemporary } from "../../conversations/temporary.ts";
import { ConversationMenu } from "./conversation-menu.tsx";
import { IconButton } from "../kit/icon-button.tsx";
import { restoreFocus } from "../kit/focus/restore-focus.ts";
import { ListIcon, NewChatIcon, SettingsIcon, TemporaryIcon } from "../kit/icons.tsx";
import { TitleEditor } from "./title-editor.tsx";
import { translate } from "../../i18n/translate.ts";
import type { ViewContext } from "./view-context.ts";

export interface HeaderProps {
  context: ViewContext;
  /** Shows the list of conversations. It is absent if the list stands beside the conversation. */
  onList?: () => void;
}

/** Shows the title of the conversation, and the buttons for the list, a new chat, more and the settings. */
export function Header({ context, onList }: HeaderProps) {
  const { chat, openSettings } = context;
  const header = useRef<HTMLElement>(null);
  const renaming = useSignal(false);
  const title = chat.shown.conversation.value?.title ?? "";
  const temporary = isTemporary(chat.conversationId.value);

  useEffect(() => {
    const element = header.current;
    return element === null ? undefined : restoreFocus(element, () => element.querySelector("[popovertarget]"));
  }, []);

  function rename(changed: string): void {
    renaming.value = false;
    if (changed.trim() !== title) chat.edit({ type: "rename", title: changed });
  }

  return (
    <header ref={header} class="header">
      {onList !== undefined && (
        <IconButton label={translate("conversations")} onClick={onList}>
          <ListIcon />
        </IconButton>
      )}
      {temporary && (
        <span class="badge" role="img" aria-label={translate("temporaryChat")} title={translate("temporaryHelp")}>
          <TemporaryIcon />
        </span>
      )}
      {renaming.value ? (
        <h1 class="title renaming">
          <TitleEditor title={title} onDone={rename} />
        </h1>
      ) : (
        <h1 class="title" dir="auto" title={title}>
          {title || translate(temporary ? "temporaryChat" : "newChat")}
        </h1>
      )}
      <IconButton label={translate("newChat")} onClick={() => chat.newChat(false)}>
        <NewChatIcon />
      </IconButton>
      <ConversationMenu context={context} onRename={() => (renaming.value = true)} />
      <IconButton label={translate("settings")} onClick={openSettings}>
        <SettingsIcon />
      </IconButton>
    </header>
  );
}
