import type { ReadonlySignal } from "@preact/signals";
import type { Message } from "../../conversations/conversation.ts";
import { AnswerView } from "./answer/answer.tsx";
import { ErrorBoundary } from "../kit/error-boundary.tsx";
import type { MessageActions } from "./message-actions.ts";
import { QuestionView } from "./question/question.tsx";
import type { Versions } from "../client/conversation-state.ts";

export interface MessageViewProps {
  message: ReadonlySignal<Message>;
  versions: Versions | undefined;
  /** Whether it is the last message. Only the last answer offers to fix its error. */
  last: boolean;
  takeNews(messageId: string): boolean;
  actions: MessageActions;
}

/** One message. Drawn again only when it changes itself. */
export function MessageView({ message: { value: message }, ...rest }: MessageViewProps) {
  return (
    <ErrorBoundary retryOn={message.state} texts={() => [message.text]}>
      {message.role === "user" ? (
        <QuestionView message={message} {...rest} />
      ) : (
        <AnswerView message={message} {...rest} />
      )}
    </ErrorBoundary>
  );
}
