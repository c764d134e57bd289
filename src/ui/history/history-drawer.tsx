import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { History } from "./history.tsx";
import { IconButton } from "../kit/icon-button.tsx";
import { CloseIcon } from "../kit/icons.tsx";
import { translate } from "../../i18n/translate.ts";
import { UndoNotice } from "../notices/undo.tsx";
import type { ViewContext } from "../shell/view-context.ts";

export interface ConversationListProps {
  context: ViewContext;
  open: Signal<boolean>;
}

/** All conversations, in a drawer over the panel. Escape closes it. */
export function ConversationList({ context, open }: ConversationListProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (open.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open.value]);

  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby="conversations-title"
      // A click beside it, and not one that ends there, as where one marks what one looks for.
      closedby="any"
      onClose={() => (open.value = false)}
    >
      <div class="drawer-content">
        <header class="header">
          <h2 id="conversations-title" class="title">
            {translate("conversations")}
          </h2>
          <IconButton label={translate("close")} onClick={() => (open.value = false)}>
            <CloseIcon />
          </IconButton>
        </header>
        {open.value && (
          // At once, so that the text box can be reached when it is led to.
          <History context={context} onShow={() => dialog.current?.close()}>
            {/* The one of the view below cannot be reached while this is open. */}
            <UndoNotice undo={context.undo} />
          </History>
        )}
      </div>
    </dialog>
  );
}
