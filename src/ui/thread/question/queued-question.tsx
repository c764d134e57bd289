import type { QueuedQuestion } from "../../../conversations/conversation.ts";
import type { Chat } from "../../client/chat.ts";
import { QuestionText } from "./question-text.tsx";
import { translate } from "../../../i18n/translate.ts";

/**
 * A question that waits for the answer before it. After a failure, queued questions are not asked automatically, so
 * they can be sent here.
 */
export function QueuedQuestionView({ question, chat }: { question: QueuedQuestion; chat: Chat }) {
  return (
    <article class="message question" aria-label={translate("you")} data-state="sending">
      <QuestionText text={question.text} />
      <p class="note">{translate("queued")}</p>
      <div class="button-row">
        {!chat.shown.running.value && (
          <button type="button" class="button" onClick={() => chat.askQueued(question)}>
            {translate("sendNow")}
          </button>
        )}
        <button type="button" class="button" onClick={() => chat.takeBack(question)}>
          {translate("takeBack")}
        </button>
      </div>
    </article>
  );
}
