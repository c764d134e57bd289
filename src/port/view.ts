import type { ConversationStore } from "../conversations/store/store.ts";
import type { Stores } from "../conversations/store/stores.ts";
import { windowPrefix } from "../conversations/temporary.ts";
import type { Surface } from "./commands.ts";
import type { Event } from "./events.ts";
import type { Watching } from "./watching.ts";

/** What the background knows of one connected view. */
export interface View {
  /** False once the port is gone: what arrives late for it is dropped. */
  open: boolean;
  post(event: Event): void;
  surface: Surface;
  windowId: number;
  /** Stands in a private window. */
  private: boolean;
  /** How many conversations it lists; undefined: it shows no list. */
  listLimit: number | undefined;
  /** Whether it says how many conversations there are. */
  counts: boolean;
  /** How much of the bin it shows; undefined: it does not. */
  binLimit: number | undefined;
  watching: Watching | undefined;
}

/** The conversations that this view lists: of a private window its own, else those that last. */
export function storeFor(view: View, { persistent, temporary }: Stores): ConversationStore {
  return view.private ? temporary.within(windowPrefix(view.windowId)) : persistent;
}

/** Under which key the draft of a conversation, or of this view's new chat (null), is kept. */
export function draftKey(view: View, conversationId: string | null): string {
  if (conversationId !== null) return conversationId;
  // What is typed in a private window ends with it, as its conversations do.
  return `${view.private ? windowPrefix(view.windowId) : ""}new:${view.surface === "popup" ? "popup" : "chat"}`;
}
