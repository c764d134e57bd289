import type { Message, MessageError } from "../../../conversations/conversation.ts";
import { askedBackend } from "../../../conversations/writers.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import { useState } from "preact/hooks";
import { type ErrorAction, errorActions } from "./error-actions.ts";
import { errorText } from "../../notices/error-text.ts";
import type { MessageActions } from "../message-actions.ts";
import { timeLeft } from "../../../i18n/time-left.ts";
import { translate } from "../../../i18n/translate.ts";
import { TryAgainButton } from "../../kit/try-again-button.tsx";
import { useSecondsUntil } from "../../kit/use-countdown.ts";

export interface ErrorNoticeProps {
  /** Whether it has just happened. Only then is it announced, and not whenever the person comes back to it. */
  takeNews(messageId: string): boolean;
  message: Message;
  error: MessageError;
  /** undefined if the answer is no longer the last one, because then nothing is left to fix. */
  actions: MessageActions | undefined;
}

/** Says in plain words what went wrong, with the site's own words below, and the buttons that fix it. */
export function ErrorNotice({ message, error, takeNews, actions }: ErrorNoticeProps) {
  const [isNew] = useState(() => takeNews(message.id));
  const site = askedBackend(message)?.name ?? DEFAULT_SITE_LABEL;
  return (
    <div class="error">
      <div role={isNew ? "alert" : undefined}>
        <p>{errorText(error.kind, site)}</p>
        {error.detail !== undefined && (
          <p class="error-detail" dir="auto">
            {translate("siteSays", error.detail)}
          </p>
        )}
        {error.mayBeBackEarlier === true && <NamedWait until={error.retryAt ?? 0} />}
      </div>
      {actions !== undefined && (
        <div class="button-row">
          {errorActions(error.kind).map((action) => (
            <ActionButton key={action} action={action} message={message} error={error} actions={actions} site={site} />
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

interface ActionButtonProps {
  action: ErrorAction;
  message: Message;
  error: MessageError;
  actions: MessageActions;
  site: string;
}

function ActionButton({ action, message, error, actions, site }: ActionButtonProps) {
  switch (action) {
    case "try-again":
      return (
        <TryAgainButton
          notBefore={error.mayBeBackEarlier ? undefined : error.retryAt}
          onClick={() => actions.retry(message.id)}
        />
      );
    case "ask-alone":
      if (isAskedAlone(message) || !actions.hasEarlier(message.id)) return null;
      return <PlainButton label={translate("askAlone")} onClick={() => actions.retryAlone(message.id)} />;
    case "open-site":
      return <PlainButton label={translate("openSite", site)} onClick={() => actions.openSite(message)} />;
    case "change-question":
      return <PlainButton label={translate("changeQuestion")} onClick={() => actions.changeQuestion(message.id)} />;
    case "allow-access":
      return <PlainButton label={translate("allowAccess", site)} onClick={() => actions.allowAccess(message)} />;
    case "choose-site":
      return <PlainButton label={translate("chooseSite")} onClick={actions.chooseSite} />;
    case "choose-backend":
      return <PlainButton label={translate("chooseBackend")} onClick={actions.chooseSite} />;
    case "open-settings":
      return <PlainButton label={translate("openSettings")} onClick={actions.openSettings} />;
    default:
      return action satisfies never;
  }
}

/** Whether the question was sent without the conversation before it. */
function isAskedAlone({ leftOut }: Message): boolean {
  return leftOut !== undefined && leftOut.messages === undefined;
}

function PlainButton({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <button type="button" class="button" onClick={onClick}>
      {label}
    </button>
  );
}
