import { useSignal } from "@preact/signals";
import type { Message } from "../../../conversations/conversation.ts";
import { translate } from "../../../i18n/translate.ts";
import type { Versions } from "../../client/conversation-state.ts";
import { CopyButton } from "../../kit/copy-button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { DeleteIcon, DetailsIcon, RetryIcon, UnfoldIcon } from "../../kit/icons.tsx";
import { PickerButton } from "../../models/picker-button.tsx";
import { BranchSwitch } from "../branch-switch.tsx";
import type { MessageActions } from "../message-actions.ts";
import { answererOf, answererText } from "./answerer.ts";
import { factsText } from "./facts-text.ts";

export interface AnswerActionsProps {
  message: Message;
  /** Its text, as it is shown. */
  text: string;
  versions: Versions | undefined;
  actions: MessageActions;
}

/** What stands below an answer that has ended: what can be done with it, who gave it, and on a click what it took. */
export function AnswerActions({ message, text, versions, actions }: AnswerActionsProps) {
  const { id, state } = message;
  return (
    <div class="message-actions">
      {text !== "" && <CopyButton text={text} />}
      {state === "done" && (
        <IconButton label={translate("askAgain")} onClick={() => actions.retry(id)}>
          <RetryIcon />
        </IconButton>
      )}
      {actions.hasChoice() && (
        <PickerButton
          picker={actions.picker}
          about={id}
          onPick={(target) => actions.retry(id, target)}
          label={translate("withAnotherModel")}
          class="icon-button"
        >
          <UnfoldIcon />
        </PickerButton>
      )}
      <span class="on-demand">
        <IconButton label={translate("deleteFromHere")} onClick={() => actions.deleteBranch(message)}>
          <DeleteIcon />
        </IconButton>
      </span>
      {versions !== undefined && <BranchSwitch id={id} versions={versions} select={actions.select} />}
      {text !== "" && <Facts message={message} />}
    </div>
  );
}

/** Who gave an answer, and behind a button how many tokens and how much time it took. */
function Facts({ message }: Pick<AnswerActionsProps, "message">) {
  const isOpen = useSignal(false);
  const facts = factsText(message);
  // A note says who wrote which part of it.
  const answerer = message.continued === undefined ? answererText(answererOf(message)) : undefined;
  if (answerer === undefined && facts === undefined) return null;
  return (
    <>
      <span class="answerer">
        {answerer !== undefined && <bdi>{answerer}</bdi>}
        {facts !== undefined && (
          <IconButton
            label={translate("answerDetails")}
            expanded={isOpen.value}
            onClick={() => void (isOpen.value = !isOpen.value)}
          >
            <DetailsIcon />
          </IconButton>
        )}
      </span>
      {isOpen.value && facts !== undefined && (
        <span class="facts">
          <bdi>{facts}</bdi>
        </span>
      )}
    </>
  );
}
