import { fingerprint } from "../conversations/fingerprint.ts";
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

export interface Watched {
  conversationId: string;
  /** The fingerprint of what the view shows of it already. */
  has?: string | undefined;
  /** What was typed there and not sent. */
  typed: { draft: string; edited?: Edited };
}

/**
 * Sends the conversation as it stands, where the view does not show it so already, then each change once and in order. The
 * snapshot and the first change are taken in one go, so nothing falls between them.
 */
export async function watchConversation(
  { conversationId, has, typed }: Watched,
  conversations: LiveConversations,
  post: (event: Event) => void,
): Promise<Watching> {
  const hold = await conversations.hold(conversationId);
  const { live } = hold;
  const outbox = createOutbox((batch) => post({ type: "changes", conversationId, ...batch }));
  const messages = [...live.messages.values()];
  if (has !== undefined && has === fingerprint(live.conversation, messages))
    post({ type: "unchanged", conversationId });
  else post({ type: "snapshot", sequence: live.sequence, conversation: live.conversation, messages, ...typed });
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
