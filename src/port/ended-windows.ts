import { windowOf } from "../conversations/temporary.ts";
import type { Command } from "./commands.ts";
import type { PortServerDependencies } from "./server-dependencies.ts";
import type { View } from "./view.ts";

/**
 * Looks, before a command is carried out, whether what it is about ended with a window that an earlier background saw
 * close: views that were moved out of it live on. Adds such a window to `closedWindows`.
 */
export function createEndedCheck(
  { stores, isWindowOpen }: Pick<PortServerDependencies, "stores" | "isWindowOpen">,
  closedWindows: Set<number>,
): (view: View, command: Command) => Promise<boolean> {
  /** Conversations of other windows that are known to go on, as long as `closedWindows` does not say otherwise. */
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
