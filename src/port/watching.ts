import type { Source } from "../conversations/conversation.ts";
import { fingerprint } from "../conversations/fingerprint.ts";
import type { LiveConversations } from "../turns/live-conversations.ts";
import type { Event } from "./events.ts";
import type { Edited } from "./edited-questions.ts";
import { createOutbox } from "./outbox.ts";

/** A view that follows a conversation. */
export interface Watching {
  readonly conversationId: string;
  /** Notes that the view has drawn everything up to this number. */
  received(sequence: number): void;
  /** Sends nothing any more, and releases the conversation. Must be called once. */
  end(): void;
}

/** What a view is to follow. */
export interface Watched {
  conversationId: string;
  /** The fingerprint of what the view already shows of it. Default: it shows nothing. */
  has?: string | undefined;
  /** What was typed there and not sent. Part of the snapshot. */
  typed: { draft: string; draftSources?: readonly Source[]; edited?: Edited };
}

/**
 * Sends the conversation as it is, unless the view already shows that, and then each change once and in order. Nothing
 * can fall between the snapshot and the first change, because nothing is awaited between them.
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
