import type { Message, MessageError } from "../../../conversations/conversation.ts";
import { translate } from "../../../i18n/translate.ts";
import { TryAgainButton } from "../../kit/try-again-button.tsx";
import { PickerButton } from "../../models/picker-button.tsx";
import type { ErrorSource } from "../../notices/error-source.ts";
import type { MessageActions } from "../message-actions.ts";
import type { ErrorAction } from "./error-actions.ts";

export interface ErrorButtonProps {
  action: ErrorAction;
  message: Message;
  error: MessageError;
  actions: MessageActions;
  source: ErrorSource;
}

/** The button of one action that may fix a failure. Nothing where the action would change nothing. */
export function ErrorButton({ action, message, error, actions, source: { type, name } }: ErrorButtonProps) {
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
      return <PlainButton label={translate("openSite", name)} onClick={() => actions.openSite(message)} />;
    case "change-question": {
      const shortens = error.kind === "too-long" && type !== "site";
      const label = translate(shortens ? "shortenQuestion" : "changeQuestion");
      return <PlainButton label={label} onClick={() => actions.changeQuestion(message.id)} />;
    }
    case "allow-access":
      return <PlainButton label={translate("allowAccess", name)} onClick={() => actions.allowAccess(message)} />;
    case "give-memory":
      return <PlainButton label={translate("giveMemory")} onClick={() => actions.giveMemory(message)} />;
    case "choose-other":
      return <PlainButton label={translate("chooseOtherModel")} onClick={() => actions.chooseModel(message)} />;
    case "ask-another": {
      if (!actions.hasChoice()) return null;
      const label = translate("askAnotherModel");
      return (
        <PickerButton
          picker={actions.picker}
          about={`${message.id} failed`}
          onPick={(target) => actions.retry(message.id, target)}
          label={label}
          class="button"
        >
          {label}
        </PickerButton>
      );
    }
    case "edit-backend":
      return <PlainButton label={translate("openSettings")} onClick={() => actions.openSettings(message)} />;
    case "open-settings":
      return <PlainButton label={translate("openSettings")} onClick={() => actions.openSettings()} />;
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
