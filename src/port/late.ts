import { windowOf } from "../conversations/temporary.ts";
import type { Command } from "./commands.ts";
import type { View } from "./view.ts";

/** What changes nothing in a conversation. */
const LOOKING: ReadonlySet<Command["type"]> = new Set(["watch", "received"]);

/**
 * Whether a command would keep what is not to be kept: what a private window says to a kept conversation, or what comes after
 * the end of the window that it belongs to, and would bring back what ended with it. A tab can have been moved to another
 * window before, so of what a tab says only that is late which is about the closed window.
 */
export function isLate(view: View, command: Command, closedWindows: ReadonlySet<number>): boolean {
  const id = "conversationId" in command ? command.conversationId : null;
  const window = id === null ? undefined : windowOf(id);
  if (window !== undefined && closedWindows.has(window)) return true;
  // It may be looked at, e.g. by a bookmark.
  if (view.private && id !== null && window === undefined && !LOOKING.has(command.type)) return true;
  return closedWindows.has(view.windowId) && (view.surface !== "tab" || view.private);
}
