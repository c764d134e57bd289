import { appendReasoning, appendText } from "../conversations/change.ts";
import type { Message } from "../conversations/conversation.ts";
import { toMessageError } from "../conversations/message-error.ts";
import { writtenBy } from "../conversations/writers.ts";
import type { ChatError } from "../providers/chat-error.ts";
import type { AnswerPart } from "./fallback/ask-in-order.ts";

/** What can happen to an answer while it is being written. */
export type TurnEvent =
  /** The question has its slot and is being asked now. */
  | { type: "asked" }
  | { type: "part"; part: AnswerPart }
  /** `at` in ms since 1970. */
  | { type: "failed"; error: ChatError; at: number }
  /** The person pressed Stop. */
  | { type: "stopped" };

/**
 * Returns the message after an event. This is the state machine of a turn: `sending -> streaming -> done | stopped |
 * failed`. An answer that has ended does not change any more. `interrupted` is set by the next background, on messages
 * that it finds without an end.
 */
export function advance(message: Message, event: TurnEvent): Message {
  if (message.state !== "sending" && message.state !== "streaming") return message;
  const { inLine: _, loading: _loading, ...inside } = message;
  switch (event.type) {
    case "asked":
      return inside;
    case "part":
      return takePart(message, event.part);
    case "failed":
      return { ...inside, state: "failed", error: toMessageError(event.error, event.at) };
    case "stopped":
      return { ...inside, state: "stopped" };
    default:
      return event satisfies never;
  }
}

function takePart(message: Message, part: AnswerPart): Message {
  switch (part.type) {
    case "text":
      return appendText(message, part.text);
    case "model":
      return writtenBy(message, part.name);
    case "notice":
      return { ...message, notice: message.notice === undefined ? part.text : `${message.notice}\n${part.text}` };
    case "reasoning":
      return appendReasoning(message, part.text);
    case "thought": {
      const answer = message.text.slice(0, -part.length);
      return appendReasoning({ ...message, text: answer }, message.text.slice(answer.length));
    }
    case "loading":
      return { ...message, loading: true };
    case "rewritten":
      return { ...message, rewritten: true };
    case "left-out": {
      const { type: _, ...leftOut } = part;
      return { ...message, leftOut };
    }
    case "moved-on":
      return part.answer;
    case "usage": {
      const { type: _, ...usage } = part;
      return { ...message, usage: { ...message.usage, ...usage } };
    }
    case "finish": {
      const { loading: _, ...loaded } = message;
      return { ...loaded, state: "done", ...(part.reason !== "stop" && { incomplete: part.reason }) };
    }
    default:
      return part satisfies never;
  }
}
