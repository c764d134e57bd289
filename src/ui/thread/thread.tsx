import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { LiveRegion } from "../kit/live-region.tsx";
import type { Chat } from "../client/chat.ts";
import { useCopiedSelection } from "./markdown/copy-selection.ts";
import { IconButton } from "../kit/icon-button.tsx";
import { DownIcon } from "../kit/icons.tsx";
import { markdownCode } from "./markdown/markdown-code.ts";
import type { MessageActions } from "./message-actions.ts";
import { messageGroups } from "./message-groups.ts";
import { messageElementId } from "./message-element-id.ts";
import { MessageView } from "./message.tsx";
import { QuestionText } from "./question/question-text.tsx";
import { QueuedQuestionView } from "./question/queued-question.tsx";
import { useStickToBottom } from "./use-stick-to-bottom.ts";
import { translate } from "../../i18n/translate.ts";
import { useIncrementalRendering } from "./use-incremental-rendering.ts";

export interface ThreadProps {
  chat: Chat;
  actions: MessageActions;
  children: ComponentChildren;
}

/**
 * The conversation, or `children` while it is empty. Not a live region, because screen readers would read out each
 * letter. Complete blocks are announced instead.
 */
export function Thread({ chat, actions, children }: ThreadProps) {
  const unconfirmed = chat.unconfirmed.value;
  const whole = chat.shown.path.value;
  const path = useIncrementalRendering(whole, chat.conversationId.value);
  const queue = chat.shown.conversation.value?.queue ?? [];
  const { element, content, atEnd, jump } = useStickToBottom(
    unconfirmed.at(-1)?.questionId ?? chat.conversationId.value,
  );
  useEffect(markdownCode.loadWhenIdle, []);
  useCopiedSelection();

  /** The button disappears with the click, so the focus goes to the conversation. */
  function jumpToEnd(): void {
    jump();
    element.current?.focus({ preventScroll: true });
  }

  const scrollTarget = chat.search.scrollTarget.value;
  useEffect(() => {
    const message = scrollTarget === undefined ? null : document.getElementById(messageElementId(scrollTarget));
    if (message === null) return;
    atEnd.value = false;
    message.scrollIntoView({ block: "center" });
    chat.search.scrollTarget.value = undefined;
  }, [scrollTarget, path]);

  function drawMessage(id: string) {
    const shown = chat.shown.message(id);
    return (
      shown && (
        <MessageView
          key={id}
          message={shown}
          versions={chat.shown.versions.value.get(id)}
          last={id === path.at(-1)}
          takeNews={chat.shown.takeNews}
          actions={actions}
        />
      )
    );
  }

  return (
    <div class="log-frame">
      <div ref={element} class="log" role="log" aria-live="off" aria-label={translate("conversation")} tabindex={0}>
        <div ref={content} class="log-content">
          {path.length === 0 && unconfirmed.length === 0 && children}
          {messageGroups(path, whole.length - path.length).map(({ key, ids }) => (
            <div key={key} class="message-group">
              {ids.map(drawMessage)}
            </div>
          ))}
          {queue.map((question) => (
            <QueuedQuestionView key={question.id} question={question} chat={chat} />
          ))}
          {unconfirmed.map(({ questionId, text }) => (
            <article key={questionId} class="message question" aria-label={translate("you")} data-state="sending">
              <QuestionText text={text} />
            </article>
          ))}
        </div>
      </div>
      <LiveRegion />
      {!atEnd.value && (
        <div class="jump">
          <IconButton label={translate("jumpToLatest")} onClick={jumpToEnd}>
            <DownIcon />
          </IconButton>
        </div>
      )}
    </div>
  );
}
