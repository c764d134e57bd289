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
  watching: Watching | undefined;
}

/** Under which key the draft of a conversation, or of this view's new chat (null), is kept. */
export function draftKey(view: View, conversationId: string | null): string {
  return conversationId ?? `new:${view.surface === "popup" ? "popup" : "chat"}`;
}
