import { changeBetween } from "../conversations/change.ts";
import type { Message } from "../conversations/conversation.ts";
import type { ReplyPart } from "../providers/provider.ts";
import { asStanding, type LiveConversation } from "./live-conversation.ts";
import { runTurn } from "./run-turn.ts";
import type { Slot } from "./scheduling/semaphore.ts";

export interface WriteDependencies {
  /** Keeps a message. Must not reject. */
  save(message: Message): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Writes an answer into its conversation, for all who watch it and into the store. Never rejects; see `runTurn`. */
export function writeAnswer(
  live: LiveConversation,
  answer: Message,
  reply: AsyncGenerator<ReplyPart, void, void>,
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
        return;
      }
      const change = changeBetween(live.messages.get(message.id), asStanding(live, message));
      if (change !== undefined) live.apply(change);
    },
    // As it stands for everybody: it can have been deleted while it was written.
    checkpoint: ({ id }) => save(live.messages.get(id) ?? answer),
    now,
    signal,
  });
}
