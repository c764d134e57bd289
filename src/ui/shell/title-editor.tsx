import { useLayoutEffect, useRef } from "preact/hooks";
import { isCancelKey, isSendKey } from "../kit/is-submit-key.ts";
import { translate } from "../../i18n/translate.ts";

/** Shows the title as a text box. Enter and leaving the box keep what is typed, Escape keeps the old title. */
export function TitleEditor({ title, onDone }: { title: string; onDone(title: string): void }) {
  const box = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => box.current?.select(), []);

  function finish(text: string): void {
    if (done.current) return;
    done.current = true;
    onDone(text);
  }

  return (
    <input
      ref={box}
      class="title-editor"
      dir="auto"
      maxlength={200}
      aria-label={translate("title")}
      defaultValue={title}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        const keeps = isSendKey(event);
        if (!keeps && !isCancelKey(event)) return;
        // Otherwise the same key would press the button that gets the focus.
        event.preventDefault();
        finish(keeps ? event.currentTarget.value : title);
      }}
    />
  );
}
