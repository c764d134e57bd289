import { useEffect, useRef } from "preact/hooks";
import { translate } from "../../i18n/translate.ts";
import { listenForUndo, type UndoKeys } from "./undo-keys.ts";
import type { Undo } from "../client/undo-stack.ts";

export { createUndo, type Undo } from "../client/undo-stack.ts";

/** The latest action with its Undo, as long as it is offered, hovered or focused. */
export function UndoNotice({ undo }: { undo: Undo }) {
  const notice = useRef<HTMLParagraphElement>(null);
  const keys = useRef<UndoKeys>(undefined);
  const offer = undo.offer.value;

  function hold(): void {
    const element = notice.current;
    if (element === null) return;
    undo.hold(keys, element.matches(":hover") || element.contains(document.activeElement));
  }

  useEffect(() => {
    const listening = listenForUndo(document, () => notice.current?.querySelector("button") ?? null, undo.undoLast);
    keys.current = listening;
    return () => {
      listening.end();
      undo.hold(keys, false);
    };
  }, []);
  useEffect(() => {
    if (offer !== undefined) keys.current?.offered();
    // The button that was focused or hovered may be gone.
    hold();
  }, [offer]);

  return (
    <>
      <p
        ref={notice}
        class="undo"
        role="status"
        onMouseEnter={hold}
        onMouseLeave={hold}
        onFocusIn={hold}
        onFocusOut={() => queueMicrotask(hold)}
      >
        {offer !== undefined && (
          <>
            <span class="undo-text" dir="auto">
              {offer.text}
            </span>
            <button
              key={offer}
              type="button"
              class="link-button"
              aria-keyshortcuts="Control+Z Meta+Z"
              onClick={() => {
                undo.undoLast();
                keys.current?.taken();
              }}
            >
              {translate("undo")}
            </button>
          </>
        )}
      </p>
      <p class={offer === undefined ? "undo" : "visually-hidden"} role="status">
        {undo.undone.value !== "" && translate("undone", undo.undone.value)}
      </p>
    </>
  );
}
