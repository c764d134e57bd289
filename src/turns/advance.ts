import { appendReasoning, appendText } from "../conversations/change.ts";
import type { Message, MessageError } from "../conversations/conversation.ts";
import { writtenBy } from "../conversations/writers.ts";
import type { ChatError } from "../providers/chat-error.ts";
import type { ReplyPart } from "../providers/provider.ts";

/** What can happen to an answer while it is being written. */
export type TurnEvent =
  /** It no longer waits for a slot: the question is being asked now. */
  | { type: "asked" }
  | { type: "part"; part: ReplyPart }
  /** `at` in ms since 1970. */
  | { type: "failed"; error: ChatError; at: number }
  /** The person pressed Stop. */
  | { type: "stopped" };

/**
 * Advances the state machine of a turn: `sending -> streaming -> done | stopped | failed`. Leaves an answer that has ended as
 * it is. (`interrupted` is set by the next background if it finds the message without an end.)
 */
export function advance(message: Message, event: TurnEvent): Message {
  if (message.state !== "sending" && message.state !== "streaming") return message;
  const { inLine: _, ...inside } = message;
  switch (event.type) {
    case "asked":
      return inside;
    case "part":
      return takePart(message, event.part);
    case "failed":
      return { ...inside, state: "failed", error: errorData(event.error, event.at) };
    case "stopped":
      return { ...inside, state: "stopped" };
    default:
      return event satisfies never;
  }
}

function takePart(message: Message, part: ReplyPart): Message {
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
    case "rewritten":
      return { ...message, rewritten: true };
    case "left-out": {
      const { type: _, ...leftOut } = part;
      return { ...message, leftOut };
    }
    case "usage": {
      const { type: _, ...usage } = part;
      return { ...message, usage: { ...message.usage, ...usage } };
    }
    case "finish":
      return part.reason === "stop"
        ? { ...message, state: "done" }
        : { ...message, state: "done", incomplete: part.reason };
    default:
      return part satisfies never;
  }
}

/** Returns what is stored and shown of a `ChatError`: everything but its cause, which can hold anything. */
function errorData(error: ChatError, at: number): MessageError {
  const { kind, status, detail, retryAfterMs, mayBeBackEarlier } = error;
  return {
    kind,
    ...(status !== undefined && { status }),
    ...(detail !== undefined && { detail }),
    ...(retryAfterMs !== undefined && { retryAt: at + retryAfterMs, ...(mayBeBackEarlier && { mayBeBackEarlier }) }),
  };
}
