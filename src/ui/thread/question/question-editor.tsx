import type { Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isCancelKey, isSendKey } from "../../kit/is-submit-key.ts";
import { textDirection } from "../../kit/text-direction.ts";
import { translate } from "../../../i18n/translate.ts";
import { useAutosize } from "../../kit/use-autosize.ts";

export interface QuestionEditorProps {
  edited: Signal<string>;
  /** Whether the person has just opened it. */
  takesFocus: boolean;
  onAsk(text: string): void;
  /** Closes the editor. The question stays as it was, and so does the typed text. */
  onClose(): void;
  /** Closes the editor and drops the typed text. */
  onCancel(): void;
}

/** A question in its own text box. Enter asks, Escape closes. */
export function QuestionEditor({ edited, takesFocus, onAsk, onClose, onCancel }: QuestionEditorProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useAutosize(box, edited.value);
  useLayoutEffect(() => {
    if (!takesFocus) return;
    box.current?.focus();
    box.current?.setSelectionRange(edited.value.length, edited.value.length);
  }, []);

  function pressed(event: KeyboardEvent): void {
    const asks = isSendKey(event);
    if (!asks && !isCancelKey(event)) return;
    event.preventDefault();
    if (!asks) return onClose();
    if (edited.value.trim() !== "") onAsk(edited.value);
  }

  return (
    <div class="question-editor">
      <textarea
        ref={box}
        rows={2}
        dir={textDirection(edited.value)}
        aria-label={translate("editQuestion")}
        value={edited.value}
        onInput={(event) => (edited.value = event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <div class="button-row">
        <button type="button" class="button" onClick={onCancel}>
          {translate("cancel")}
        </button>
        <button
          type="button"
          class="button primary"
          disabled={edited.value.trim() === ""}
          onClick={() => onAsk(edited.value)}
        >
          {translate("askEdited")}
        </button>
      </div>
    </div>
  );
}
