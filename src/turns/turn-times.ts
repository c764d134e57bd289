import type { Message } from "../conversations/conversation.ts";
import { isRunning } from "../conversations/message-state.ts";
import type { TurnEvent } from "./advance.ts";

/** Returns a message with what is known of its times after an event, which has made it what it is. */
export type TurnClock = (message: Message, event: TurnEvent) => Message;

/**
 * Creates what measures how long an answer takes (`durationMs`, from when it is asked to its end) and how long is thought
 * before it or within it (`thoughtMs`). Times of a continued answer are added to those that it has.
 *
 * - The clock is looked at when something begins or ends, and not with each piece.
 * - A clock that is set back counts as one that stands still.
 *
 * @param before the answer as it is when its turn begins
 * @param now in ms
 */
export function createTurnClock({ thoughtMs = 0, durationMs = 0 }: Message, now: () => number): TurnClock {
  let thought = thoughtMs;
  let askedAt: number | undefined;
  let begunAt: number | undefined;
  let thinkingSince: number | undefined;

  const since = (start: number) => Math.max(0, now() - start);

  function thoughtUntilNow(message: Message): Message {
    if (thinkingSince === undefined) return message;
    thought += since(thinkingSince);
    thinkingSince = undefined;
    return { ...message, thoughtMs: thought };
  }

  function takePart(message: Message, event: Extract<TurnEvent, { type: "part" }>): Message {
    switch (event.part.type) {
      case "text":
        begunAt ??= now();
        return thoughtUntilNow(message);
      case "thought":
        thinkingSince ??= begunAt;
        return message;
      case "reasoning":
        if (message.reasoning !== undefined) thinkingSince ??= now();
        return message;
      case "moved-on":
        // The times of a backend that gave no answer are none of this one's.
        [thought, thinkingSince, begunAt, askedAt] = [thoughtMs, undefined, undefined, now()];
        return message;
      default:
        return message;
    }
  }

  return (message, event) => {
    if (event.type === "asked") askedAt = now();
    if (isRunning(message.state)) return event.type === "part" ? takePart(message, event) : message;
    const ended = thoughtUntilNow(message);
    return askedAt === undefined ? ended : { ...ended, durationMs: durationMs + since(askedAt) };
  };
}
