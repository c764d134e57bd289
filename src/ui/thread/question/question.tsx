import { useRef } from "preact/hooks";
import { tidyQuestion } from "../../../conversations/question-text.ts";
import type { Message } from "../../../conversations/conversation.ts";
import { CopyButton } from "../../kit/copy-button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { DeleteIcon, EditIcon, RetryIcon } from "../../kit/icons.tsx";
import type { MessageActions } from "../message-actions.ts";
import { messageElementId } from "../message-element-id.ts";
import { QuestionEditor } from "./question-editor.tsx";
import { QuestionText } from "./question-text.tsx";
import type { Versions } from "../../client/conversation-state.ts";
import { translate } from "../../../i18n/translate.ts";
import { BranchSwitch } from "../branch-switch.tsx";

export interface QuestionViewProps {
  message: Message;
  versions: Versions | undefined;
  /** Whether it has no answer, because the answer was deleted. */
  last: boolean;
  actions: MessageActions;
}

/** A question as it was written, with its actions. */
export function QuestionView({ message, versions, last, actions }: QuestionViewProps) {
  const { text: edited, open: editing } = actions.edited(message);
  /** Whether the person has just opened the editor. An editor that was left open reopens with its conversation. */
  const opened = useRef(false);
  /** Whether the editor was closed without asking. Then its button gets the focus. */
  const left = useRef(false);

  function edit(): void {
    opened.current = true;
    editing.value = true;
  }

  function close(): void {
    left.current = true;
    editing.value = false;
  }

  function cancel(): void {
    edited.value = message.text;
    close();
  }

  function ask(text: string): void {
    cancel();
    const isSame = tidyQuestion(text) === message.text;
    if (isSame && !last) return;
    left.current = false;
    if (isSame) actions.retry(message.id);
    else actions.askInstead(message, text);
  }

  return (
    <article
      id={messageElementId(message.id)}
      class={editing.value ? "message question editing" : "message question"}
      aria-label={translate("you")}
      data-state={message.state}
    >
      {editing.value ? (
        <QuestionEditor edited={edited} takesFocus={opened.current} onAsk={ask} onClose={close} onCancel={cancel} />
      ) : (
        <>
          <QuestionText text={message.text} />
          {last && (
            <div class="button-row">
              <button type="button" class="button" onClick={() => actions.retry(message.id)}>
                <RetryIcon />
                {translate("askAgain")}
              </button>
            </div>
          )}
          <div class="message-actions">
            <span class="on-demand">
              <IconButton label={translate("editQuestion")} onClick={edit} takesFocus={left.current}>
                <EditIcon />
              </IconButton>
              <CopyButton text={message.text} />
              <IconButton label={translate("deleteFromHere")} onClick={() => actions.deleteBranch(message)}>
                <DeleteIcon />
              </IconButton>
            </span>
            {versions !== undefined && <BranchSwitch id={message.id} versions={versions} select={actions.select} />}
          </div>
        </>
      )}
    </article>
  );
}
