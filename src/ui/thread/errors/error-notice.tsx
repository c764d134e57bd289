import type { Message, MessageError } from "../../../conversations/conversation.ts";
import { askedBackend } from "../../../conversations/writers.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import { useState } from "preact/hooks";
import { contextText } from "./context-text.ts";
import { errorActions } from "./error-actions.ts";
import { ErrorButton } from "./error-button.tsx";
import { errorSource } from "../../notices/error-source.ts";
import { errorText } from "../../notices/error-text.ts";
import type { MessageActions } from "../message-actions.ts";
import { MissingModel } from "./missing-model.tsx";
import { saysText } from "./says-text.ts";
import { timeLeft } from "../../../i18n/time-left.ts";
import { translate } from "../../../i18n/translate.ts";
import { useSecondsUntil } from "../../kit/use-countdown.ts";

export interface ErrorNoticeProps {
  /** Whether it has just happened. Only then is it announced, and not whenever the person comes back to it. */
  takeNews(messageId: string): boolean;
  message: Message;
  error: MessageError;
  actions: MessageActions;
  /** Whether the answer is the last one. Otherwise nothing is left to fix. */
  last: boolean;
}

/** Says in plain words what went wrong, with the backend's own words below, and the buttons that fix it. */
export function ErrorNotice({ message, error, takeNews, actions, last }: ErrorNoticeProps) {
  const [isNew] = useState(() => takeNews(message.id));
  const backend = actions.backendOf(message);
  const source = errorSource(backend, askedBackend(message)?.name ?? DEFAULT_SITE_LABEL);
  return (
    <div class="error">
      <div role={isNew ? "alert" : undefined}>
        <p>{errorText(error.kind, source, message.asked?.model !== undefined)}</p>
        {error.context !== undefined && <p>{contextText(error.context, source)}</p>}
        {error.detail !== undefined && (
          <p class="error-detail" dir="auto">
            {saysText(error.detail, source)}
          </p>
        )}
        {error.mayBeBackEarlier === true && <NamedWait until={error.retryAt ?? 0} />}
      </div>
      {last && backend?.type === "built-in" && <MissingModel {...{ message, error, actions, backend }} />}
      {last && (
        <div class="button-row">
          {errorActions(error, source.type).map((action) => (
            <ErrorButton key={action} {...{ action, message, error, actions, source }} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Says how long the site wants no questions, while that lasts. */
function NamedWait({ until }: { until: number }) {
  const seconds = useSecondsUntil(until);
  return seconds > 0 ? <p>{translate("siteNamesWait", timeLeft(seconds))}</p> : null;
}
