import { changeBetween } from "../conversations/change.ts";
import type { Message } from "../conversations/conversation.ts";
import type { AnswerPart } from "./fallback/ask-in-order.ts";
import { asStanding, type LiveConversation } from "./live-conversation.ts";
import { runTurn } from "./run-turn.ts";
import type { Slot } from "./scheduling/semaphore.ts";

/** What writing an answer needs. */
export interface WriteDependencies {
  /** Stores a message. Must not reject. */
  save(message: Message): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Writes an answer into its conversation, for everybody who watches it, and stores it. Never rejects; see `runTurn`.
 */
export function writeAnswer(
  live: LiveConversation,
  answer: Message,
  reply: AsyncGenerator<AnswerPart, void, void>,
  { slot, signal }: { slot: Slot; signal: AbortSignal },
  { save, now }: WriteDependencies,
): Promise<void> {
  return runTurn(answer, reply, {
    async enter() {
      await slot.acquired;
      return slot.release;
    },
    update(message, event) {
      const part = event.type === "part" ? event.part : undefined;
      if (part?.type === "text" || part?.type === "reasoning") {
        live.apply({ type: part.type, messageId: message.id, text: part.text });
        // The first words after it end the thinking. Otherwise there is nothing to compare, because texts are long.
        if (live.messages.get(message.id)?.thoughtMs === message.thoughtMs) return;
      }
      const change = changeBetween(live.messages.get(message.id), asStanding(live, message));
      if (change !== undefined) live.apply(change);
    },
    // Stores the message of the conversation, because that can have been deleted meanwhile.
    checkpoint: ({ id }) => save(live.messages.get(id) ?? answer),
    now,
    signal,
  });
}
