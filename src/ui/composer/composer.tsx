import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { changeText, replaceText } from "./change-text.ts";
import type { Chat } from "../client/chat.ts";
import { SendIcon, StopIcon } from "../kit/icons.tsx";
import { isSendKey } from "../kit/is-submit-key.ts";
import { textDirection } from "../kit/text-direction.ts";
import { translate } from "../../i18n/translate.ts";
import { useAutosize } from "../kit/use-autosize.ts";

export interface ComposerProps {
  chat: Chat;
  /** Its text box, for whoever moves the focus there. */
  box: RefObject<HTMLTextAreaElement | null>;
  /** Called when the person sends before agreeing. The consent notice then takes the focus. */
  onHeld(): void;
}

/** The text box with Send, and with Stop while an answer is arriving. A question sent then is queued. */
export function Composer({ chat, box, onHeld }: ComposerProps) {
  const text = chat.draft.text.value;
  const running = chat.shown.running.value || chat.unconfirmed.value.length > 0;
  const blank = text.trim() === "";
  const conversationId = chat.conversationId.value;
  const shownId = useRef(conversationId);

  const wanted = chat.composerFocusRequests.value;
  useLayoutEffect(() => {
    if (wanted > 0) box.current?.focus();
  }, [wanted]);
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    if (shownId.current === conversationId) changeText(area, text);
    else replaceText(area, text);
    shownId.current = conversationId;
  }, [conversationId, text]);
  useAutosize(box, text);
  // A change made elsewhere, such as deleting in another view, does not move the focus.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) box.current?.focus();
  }, [conversationId, blank]);

  function send(): void {
    if (blank) return;
    if (chat.askDraft()) box.current?.focus();
    else onHeld();
  }

  function stop(): void {
    chat.stop();
    box.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={box}
        rows={1}
        dir={textDirection(text)}
        aria-label={translate("message")}
        placeholder={translate("placeholder")}
        onInput={({ currentTarget, inputType }) => {
          if (/^(?:history|insertFrom)/.test(inputType)) chat.draft.mayBeBack();
          chat.draft.text.value = currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (!isSendKey(event)) return;
          event.preventDefault();
          send();
        }}
      />
      {running && (
        <button type="button" class="send" aria-label={translate("stop")} title={translate("stop")} onClick={stop}>
          <StopIcon />
        </button>
      )}
      {(!running || !blank) && (
        <button type="submit" class="send" aria-label={translate("send")} title={translate("send")} disabled={blank}>
          <SendIcon />
        </button>
      )}
    </form>
  );
}
