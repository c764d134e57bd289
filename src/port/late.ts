import { windowOf } from "../conversations/temporary.ts";
import type { Command } from "./commands.ts";
import type { View } from "./view.ts";

/**
 * Whether a command would keep what is not to be kept: of a private window, or after the end of the window that it belongs
 * to, where it would bring back what ended with it. A tab
 * can have been moved to another window before, so of what a tab says only that is late which is about the closed window.
 */
export function isLate(view: View, command: Command, closedWindows: ReadonlySet<number>): boolean {
  const id = "conversationId" in command ? command.conversationId : null;
  const window = id === null ? undefined : windowOf(id);
  if (window !== undefined && closedWindows.has(window)) return true;
  // A private window looks at a kept conversation, e.g. by a bookmark, and adds nothing to it.
  if (view.private && id !== null && window === undefined && command.type !== "watch") return true;
  return closedWindows.has(view.windowId) && (view.surface !== "tab" || view.private);
}
