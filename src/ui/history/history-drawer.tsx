import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { historyCode } from "./history-code.ts";
import { IconButton } from "../kit/icon-button.tsx";
import { CloseIcon } from "../kit/icons.tsx";
import { translate } from "../../i18n/translate.ts";
import { UndoNotice } from "../notices/undo.tsx";
import type { ViewContext } from "../shell/view-context.ts";

export interface HistoryDrawerProps {
  context: ViewContext;
  open: Signal<boolean>;
}

/** All conversations, in a drawer over the panel. Escape closes it. It opens when its code is there. */
export function HistoryDrawer({ context, open }: HistoryDrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  const code = historyCode.module.value;
  useEffect(historyCode.loadWhenIdle, []);

  async function loadNow(): Promise<void> {
    if ((await historyCode.load()) !== undefined) return;
    context.chat.problem.value = "not-done";
    open.value = false;
  }

  useEffect(() => {
    if (!open.value) dialog.current?.close();
    else if (code === undefined) void loadNow();
    else dialog.current?.showModal();
  }, [open.value, code]);

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
        {open.value && code !== undefined && (
          // Drawn only while open, so that its search box is in place when the dialog opens.
          <code.History context={context} onShow={() => dialog.current?.close()}>
            {/* The notice of the view below is out of reach while the drawer is open. */}
            <UndoNotice undo={context.undo} />
          </code.History>
        )}
      </div>
    </dialog>
  );
}
