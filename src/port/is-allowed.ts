import { windowOf } from "../conversations/temporary.ts";
import type { Command } from "./commands.ts";
import type { View } from "./view.ts";

/**
 * Whether a command would keep what is not to be kept: what a private window says of a kept conversation, or what comes after
 * the end of the window that it belongs to, and would bring back what ended with it. A tab can have been moved to another
 * window before, so of what a tab says only that is out of place which is about the closed window.
 */
export function isOutOfPlace(view: View, command: Command, closedWindows: ReadonlySet<number>): boolean {
  const id = "conversationId" in command ? command.conversationId : null;
  const window = id === null ? undefined : windowOf(id);
  if (window !== undefined && closedWindows.has(window)) return true;
  if (view.private && id !== null && window === undefined) return true;
  return closedWindows.has(view.windowId) && (view.surface !== "tab" || view.private);
}
