import type { Message } from "../../../conversations/conversation.ts";
import { isRunning, isWhole } from "../../../conversations/message-state.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import { askedBackend } from "../../../conversations/writers.ts";
import { AnswerActions } from "./answer-actions.tsx";
import { answererOf } from "./answerer.ts";
import { continuedText } from "./continued-text.ts";
import { ErrorBoundary } from "../../kit/error-boundary.tsx";
import { ErrorNotice } from "../errors/error-notice.tsx";
import { leftOutText } from "./left-out-text.ts";
import { markdownCode } from "../markdown/markdown-code.ts";
import { MarkdownText } from "../markdown/markdown.tsx";
import type { MessageActions } from "../message-actions.ts";
import { messageElementId } from "../message-element-id.ts";
import type { Versions } from "../../client/conversation-state.ts";
import { translate } from "../../../i18n/translate.ts";
import { TryAgainButton } from "../../kit/try-again-button.tsx";
import { Reasoning } from "./reasoning.tsx";
import { Trail } from "./trail.tsx";
import { Waiting } from "./waiting.tsx";

export interface AnswerViewProps {
  message: Message;
  versions: Versions | undefined;
  last: boolean;
  takeNews(messageId: string): boolean;
  actions: MessageActions;
}

/** An answer, with its state, its notes and its actions. */
export function AnswerView({ message, versions, last, takeNews, actions }: AnswerViewProps) {
  const { state, reasoning, error, notice, leftOut, rewritten = false, inLine = false, loading = false } = message;
  // Only what an older version has stored differs from that. Like all else of Markdown it waits for the code.
  const text = markdownCode.module.value?.answerText(message) ?? message.text;
  const site = askedBackend(message)?.name ?? DEFAULT_SITE_LABEL;
  const running = isRunning(state);
  const thinking = reasoning !== undefined && running && text === "";
  const ending = endingText(message);
  const answerer = answererOf(message);
  return (
    <article
      id={messageElementId(message.id)}
      class="message answer"
      aria-label={translate("assistant")}
      data-state={state}
      data-backend={answerer.backend}
      data-model={answerer.model}
      aria-busy={running}
    >
      <Trail message={message} actions={actions} />
      {reasoning !== undefined && <Reasoning text={reasoning} thinking={thinking} thoughtMs={message.thoughtMs} />}
      {/* Exists before the first text, so that screen readers also announce an answer that arrives in one go. */}
      {(text !== "" || running) && (
        <ErrorBoundary retryOn={running} texts={() => [text]}>
          <MarkdownText text={text} running={running} />
        </ErrorBoundary>
      )}
      {((state === "sending" && !thinking) || inLine) && (
        <Waiting since={text === "" ? message.createdAt : undefined} site={site} inLine={inLine} loading={loading} />
      )}
      {message.continued !== undefined && <p class="note">{continuedText(message)}</p>}
      {leftOut !== undefined && <p class="note">{leftOutText(leftOut, site)}</p>}
      {rewritten && <p class="note">{translate("codeRewritten", site)}</p>}
      {notice !== undefined && <p class="note">{notice}</p>}
      {ending !== undefined && <p class="note">{ending}</p>}
      {error !== undefined && (
        <ErrorNotice message={message} error={error} takeNews={takeNews} actions={actions} last={last} />
      )}
      {!running && last && <BrokenOff message={message} actions={actions} />}
      {!running && <AnswerActions message={message} text={text} versions={versions} actions={actions} />}
    </article>
  );
}

/** Returns how the answer ended. undefined: it is complete or still running. */
function endingText({ state, incomplete }: Message): string | undefined {
  if (incomplete !== undefined) return incompleteText(incomplete);
  if (state === "stopped") return translate("stopped");
  if (state === "interrupted") return translate("interrupted");
  return undefined;
}

function incompleteText(incomplete: NonNullable<Message["incomplete"]>): string {
  switch (incomplete) {
    case "cut":
      return translate("answerCut");
    case "length":
      return translate("answerTooLong");
    case "refused":
      return translate("answerRefused");
    case "unknown":
      return translate("answerIncomplete");
    default:
      return incomplete satisfies never;
  }
}

/** Buttons for an incomplete answer: continue it, or ask again. */
function BrokenOff({ message, actions }: Pick<AnswerViewProps, "message" | "actions">) {
  const { id, state, text, incomplete } = message;
  if (isWhole(message) || (state === "failed" && text === "")) return null;
  return (
    <div class="button-row">
      {text !== "" && incomplete !== "refused" && (
        <button type="button" class="button" onClick={() => actions.goOn(id)}>
          {translate("goOn")}
        </button>
      )}
      {state !== "failed" && <TryAgainButton onClick={() => actions.retry(id)} />}
    </div>
  );
}
