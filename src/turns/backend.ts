import type { Target } from "../backends/target.ts";
import type { Asked, BackendReference, TrailEntry } from "../conversations/conversation.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { MarkedRequest } from "../backends/open-backends.ts";
import type { ReplyPart } from "../providers/provider.ts";

/** What backends are chosen by. */
export interface BackendChoice {
  conversationId: string;
  /** Whom to ask. Default: the backend that the person has chosen. An unknown id is an error. */
  target?: Target | undefined;
  /**
   * Whether nobody else may be asked, because the answer is begun already, or the conversation is bound to one backend.
   * Default: others may be, if this one fails.
   */
  alone?: boolean | undefined;
  /** Whether what is sent may hold text of a page. Default: it may. */
  holdsPageText?: boolean | undefined;
}

/** Whom a question can go to, in the order in which they are asked. */
export interface BackendOrder {
  /** The one that was chosen, unless that keeps failing and others can be asked. */
  readonly first: ReadyBackend;
  /** Asked one after the other, as long as those before have failed. Each may be asked: it is agreed to, and near enough. */
  readonly others: readonly ReadyBackend[];
}

/**
 * Told how a backend has done that was asked. `error` absent: it has given text, and nothing has failed. A failure can be one
 * that says nothing of it, such as a question that is too long.
 */
export type Outcome = (asked: { conversationId: string; backendId: string }, error?: ChatError) => void;

/** A backend that a question can go to now. */
export interface ReadyBackend {
  /** "" if there is none; see `unavailable`. */
  readonly id: string;
  /** How people know it. */
  readonly name: string;
  /** The model that it is asked for. Absent: its own choice. */
  readonly model?: string | undefined;
  /** Whether it is asked to think before it answers. Absent: as it does by itself. */
  readonly think?: boolean | undefined;
  /** Whether the person has agreed that questions go there. Nothing is asked before. */
  readonly agreed: boolean;
  /** Whether it never gets text of pages. Default: it may. */
  readonly neverPages?: boolean | undefined;
  /** How many questions it answers at once. The others wait. */
  readonly atOnce: number;
  /** Those before it in the person's order that are not asked, because they keep failing or must not be. Absent: none. */
  readonly insteadOf?: readonly TrailEntry[] | undefined;
  /**
   * Asks.
   * @throws ChatError while the parts are read
   */
  chat(request: MarkedRequest, signal: AbortSignal): AsyncGenerator<ReplyPart, void, void>;
}

/**
 * Returns what is asked if no backend is available, e.g. because the settings cannot be read. Each answer fails with
 * `cause`.
 */
export function unavailable(cause: unknown): BackendOrder {
  async function* fail(): AsyncGenerator<ReplyPart, void, void> {
    yield await Promise.reject(ChatError.from(cause));
  }
  const first = { id: "", name: "", agreed: true, atOnce: Infinity, chat: fail };
  return { first, others: [] };
}

/** What an answer keeps of whom it was asked of. */
export interface Recipient {
  /** undefined: none could be found. */
  backend: BackendReference | undefined;
  asked?: Asked;
}

export function recipientOf({ id, name, model, think }: ReadyBackend): Recipient {
  if (id === "") return { backend: undefined };
  const asked: Asked = { ...(model !== undefined && { model }), ...(think !== undefined && { think }) };
  return { backend: { id, name }, ...(Object.keys(asked).length > 0 && { asked }) };
}
