import { windowOf } from "../conversations/temporary.ts";
import type { Command } from "./commands.ts";
import type { PortServerDependencies } from "./server-dependencies.ts";
import type { View } from "./view.ts";

/**
 * Creates a check that runs before each command. It resolves with whether the command's conversation ended with a
 * window that an earlier background saw close, because views that were moved out of that window live on. A tab that
 * says hello from a closed window adds the window to `closedWindows`.
 */
export function createEndedCheck(
  { stores, isWindowOpen }: Pick<PortServerDependencies, "stores" | "isWindowOpen">,
  closedWindows: Set<number>,
): (view: View, command: Command) => Promise<boolean> {
  /** Conversations of other windows that have not ended. Windows that close from now on are in `closedWindows`. */
  const going = new Set<string>();

  return async (view, command) => {
    const isTab = command.type === "hello" && command.surface === "tab";
    if (isTab && (await isWindowOpen?.(view.windowId)) === false) closedWindows.add(view.windowId);
    const id = "conversationId" in command ? command.conversationId : null;
    const windowId = id === null ? undefined : windowOf(id);
    if (id === null || windowId === undefined || windowId === view.windowId || going.has(id)) return false;
    const goesOn = (await isWindowOpen?.(windowId)) ?? (await stores.temporary.open(id)) !== undefined;
    if (goesOn) going.add(id);
    return !goesOn;
  };
}
