import { windowOf } from "../conversations/temporary.ts";
import type { Command } from "./commands.ts";
import type { View } from "./view.ts";

/**
 * Whether a view may send this command. It may not where the command would keep what must not be kept: what a private window
 * says of a kept conversation, or what comes after the window has ended that the conversation belongs to. A tab can have been
 * moved to another window before, so only what a tab says of the closed window itself is refused.
 */
export function isAllowed(view: View, command: Command, closedWindows: ReadonlySet<number>): boolean {
  const id = "conversationId" in command ? command.conversationId : null;
  const window = id === null ? undefined : windowOf(id);
  if (window !== undefined && closedWindows.has(window)) return false;
  if (view.private && id !== null && window === undefined) return false;
  return !closedWindows.has(view.windowId) || (view.surface === "tab" && !view.private);
}
