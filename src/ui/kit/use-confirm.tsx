import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { translate } from "../../i18n/translate.ts";
import type { Confirmation } from "./confirmation.ts";

/** Asks a question before something large is done. `dialog` must be drawn somewhere in the view. */
export function useConfirm(): { confirm(confirmation: Confirmation): void; dialog: VNode } {
  const pending = useSignal<Confirmation | undefined>(undefined);
  const element = useRef<HTMLDialogElement>(null);
  const current = pending.value;
  useEffect(() => {
    if (current !== undefined) element.current?.showModal();
  }, [current]);

  function close(): void {
    element.current?.close();
  }

  const dialog = (
    <dialog
      ref={element}
      class="confirm"
      role="alertdialog"
      aria-labelledby="confirm-question"
      aria-describedby="confirm-detail"
      onClose={() => (pending.value = undefined)}
    >
      {current !== undefined && (
        <>
          <h2 id="confirm-question">{current.question}</h2>
          <p id="confirm-detail">{current.detail}</p>
          <div class="button-row">
            <button type="button" class="button" onClick={close}>
              {translate("cancel")}
            </button>
            <button
              type="button"
              class="button danger"
              onClick={() => {
                close();
                current.confirmed();
              }}
            >
              {current.action}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
  return { confirm: (confirmation) => (pending.value = confirmation), dialog };
}
