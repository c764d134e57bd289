import { windowOf } from "../conversations/temporary.ts";
import type { Command } from "./commands.ts";
import type { View } from "./view.ts";

/**
 * Whether a view may send this command. These are refused, because the background would keep what it must not keep:
 *
 * - what a private window says about a conversation that is not temporary,
 * - what any view says about a conversation whose window has closed,
 * - whatever else comes from a view whose window has closed. Tabs of windows that are not private are excepted, because
 *   they can have been moved to another window before.
 */
export function isAllowed(view: View, command: Command, closedWindows: ReadonlySet<number>): boolean {
  const id = "conversationId" in command ? command.conversationId : null;
  const window = id === null ? undefined : windowOf(id);
  if (window !== undefined && closedWindows.has(window)) return false;
  if (view.private && id !== null && window === undefined) return false;
  return !closedWindows.has(view.windowId) || (view.surface === "tab" && !view.private);
}
