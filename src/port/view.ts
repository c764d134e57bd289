import { type Target, targetSchema } from "../backends/target.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import type { Stores } from "../conversations/store/stores.ts";
import { windowPrefix } from "../conversations/temporary.ts";
import type { Surface } from "./commands.ts";
import type { Event } from "./events.ts";
import type { Watching } from "./watching.ts";

/** What the background knows of one connected view. */
export interface View {
  /** False once the port is gone. What is posted later is dropped. */
  open: boolean;
  /** Aborts when the port is gone. */
  readonly closed: AbortSignal;
  post(event: Event): void;
  surface: Surface;
  windowId: number;
  /** Whether it is in a private window. */
  private: boolean;
  /** How many conversations it lists, beside the pinned ones; undefined: it shows no list. */
  listLimit: number | undefined;
  /** Whether it shows how many conversations there are. */
  counts: boolean;
  /** How many items of the bin it shows; undefined: it shows no bin. */
  binLimit: number | undefined;
  /** The conversation that it shows; undefined: none. */
  watching: Watching | undefined;
}

/**
 * Returns the store of what a view lists: in a private window the window's own conversations, else the persistent ones.
 */
export function storeFor(view: View, { persistent, temporary }: Stores): ConversationStore {
  return view.private ? temporary.within(windowPrefix(view.windowId)) : persistent;
}

/** Returns the key under which the draft of a conversation, or (null) of this view's new chat, is kept. */
export function draftKey(view: View, conversationId: string | null): string {
  if (conversationId !== null) return conversationId;
  // A draft in a private window ends with it, like its conversations.
  return `${view.private ? windowPrefix(view.windowId) : ""}new:${view.surface === "popup" ? "popup" : "chat"}`;
}

/** Returns the key under which is kept whom this view's new chat asks. */
function draftTargetKey(view: View): string {
  return `${draftKey(view, null)}:target`;
}

type Drafts = Pick<ConversationStore, "readDraft" | "saveDraft">;

/**
 * Keeps whom this view's new chat asks. null: forgets it.
 * @throws what the store throws
 */
export function keepDraftTarget(drafts: Drafts, view: View, target: Target | null): Promise<void> {
  return drafts.saveDraft(draftTargetKey(view), target === null ? "" : JSON.stringify(target));
}

/**
 * Reads it. What is damaged counts as nothing.
 * @throws what the store throws
 */
export async function readDraftTarget(drafts: Drafts, view: View): Promise<Target | undefined> {
  const kept = await drafts.readDraft(draftTargetKey(view));
  try {
    return kept === "" ? undefined : targetSchema.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}
