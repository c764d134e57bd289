import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { History } from "./history.tsx";
import { IconButton } from "../kit/icon-button.tsx";
import { CloseIcon } from "../kit/icons.tsx";
import { translate } from "../../i18n/translate.ts";
import { UndoNotice } from "../notices/undo.tsx";
import type { ViewContext } from "../shell/view-context.ts";

export interface HistoryDrawerProps {
  context: ViewContext;
  open: Signal<boolean>;
}

/** All conversations, in a drawer over the panel. Escape closes it. */
export function HistoryDrawer({ context, open }: HistoryDrawerProps) {
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
      // Closes at a click outside, but not at a selection that ends outside.
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
          // Drawn only while open, so that its search box is in place when the dialog opens.
          <History context={context} onShow={() => dialog.current?.close()}>
            {/* The notice of the view below is out of reach while the drawer is open. */}
            <UndoNotice undo={context.undo} />
          </History>
        )}
      </div>
    </dialog>
  );
}
