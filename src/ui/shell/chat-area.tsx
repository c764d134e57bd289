import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Agreement } from "../consent/consent-notice.tsx";
import type { AgreementState } from "../consent/use-consent.ts";
import { ModelButton } from "../models/model-button.tsx";
import { ModelPickerView } from "../models/model-picker.tsx";
import { Composer } from "../composer/composer.tsx";
import { Thread } from "../thread/thread.tsx";
import { nextVersionButton } from "../kit/focus/next-focus.ts";
import { restoreFocus } from "../kit/focus/restore-focus.ts";
import { type ProblemMending, ProblemNotice } from "../notices/problem-banner.tsx";
import { translate } from "../../i18n/translate.ts";
import { UndoNotice } from "../notices/undo.tsx";
import type { ViewContext } from "./view-context.ts";

export interface ChatAreaProps {
  context: ViewContext;
  agreement: AgreementState;
  /** What the view itself can do about a problem. */
  mending?: ProblemMending;
  /** Shown while there is no conversation. */
  children: ComponentChildren;
}

/** Shows what every view has below its header: the conversation, what is to be said about it, and the text box. */
export function ChatArea({
  context: { chat, settings, actions, undo, isPrivate, openSettings, picker, modelButton },
  agreement,
  mending,
  children,
}: ChatAreaProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const area = box.current?.closest("main") ?? null;
    return area === null ? undefined : restoreFocus(area, (lost) => nextVersionButton(area, lost) ?? box.current);
  }, []);
  const backends = settings.value?.backends;
  return (
    <>
      <Thread chat={chat} actions={actions}>
        {agreement.backend === undefined && children}
      </Thread>
      {agreement.backend !== undefined && (
        <Agreement
          key={agreement.backend.id}
          agreement={agreement}
          backend={agreement.backend}
          isPrivate={isPrivate}
          waiting={chat.held.value.some(({ target }) => target?.backendId === agreement.backend?.id)}
          onGone={() => box.current?.focus()}
        />
      )}
      <ProblemNotice
        problem={chat.problem}
        mending={{ "storage-failed": { label: translate("manageStorage"), run: openSettings }, ...mending }}
      />
      <UndoNotice undo={undo} />
      <Composer chat={chat} box={box} onHeld={agreement.remind} />
      <div class="model-line">
        <ModelButton chat={chat} backends={backends} picker={picker} button={modelButton} />
      </div>
      {backends !== undefined && (
        <ModelPickerView chat={chat} backends={backends} picker={picker} openSettings={openSettings} />
      )}
    </>
  );
}
