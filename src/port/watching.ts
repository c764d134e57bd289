import type { LiveConversations } from "../turns/live-conversations.ts";
import type { Event } from "./events.ts";
import type { Edited } from "./edited-questions.ts";
import { createOutbox } from "./outbox.ts";

/** One view following one conversation. */
export interface Watching {
  readonly conversationId: string;
  received(sequence: number): void;
  end(): void;
}

/**
 * Sends the conversation as it stands, then each change once and in order. The snapshot and the first change are taken
 * in one go, so nothing falls between them.
 */
export async function watchConversation(
  conversationId: string,
  conversations: LiveConversations,
  typed: { draft: string; edited?: Edited },
  post: (event: Event) => void,
): Promise<Watching> {
  const hold = await conversations.hold(conversationId);
  const { live } = hold;
  const outbox = createOutbox((batch) => post({ type: "changes", conversationId, ...batch }));
  post({
    type: "snapshot",
    sequence: live.sequence,
    conversation: live.conversation,
    messages: [...live.messages.values()],
    ...typed,
  });
  const unwatch = live.watch(outbox.push);
  return {
    conversationId,
    received: outbox.received,
    end() {
      unwatch();
      outbox.close();
      hold.release();
    },
  };
}
