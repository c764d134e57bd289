import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isSendKey } from "./send-key.ts";
import { translate } from "./translate.ts";

export interface QuestionEditorProps {
  text: string;
  onAsk(text: string): void;
  onCancel(): void;
}

/** A question in a text box of its own. Enter asks, Escape leaves it as it was. */
export function QuestionEditor({ text, onAsk, onCancel }: QuestionEditorProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const edited = useSignal(text);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);

  function pressed(event: KeyboardEvent): void {
    if (event.key === "Escape") onCancel();
    if (!isSendKey(event)) return;
    event.preventDefault();
    if (edited.value.trim() !== "") onAsk(edited.value);
  }

  return (
    <div class="question-editor">
      <textarea
        ref={box}
        rows={2}
        dir="auto"
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
