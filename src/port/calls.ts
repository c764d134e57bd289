import * as z from "zod/mini";

/** What the background says to all views at once, also to those that are not connected. */
export const callSchema = z.discriminatedUnion("type", [
  /** The background has just started: what a view shows may change from now on. */
  z.object({ type: z.literal("started") }),
  /** The shortcut was pressed in this window, at this time (ms since 1970). */
  z.object({ type: z.literal("shortcut"), windowId: z.number(), at: z.number() }),
]);
export type Call = z.infer<typeof callSchema>;

/**
 * Whether a call closes a panel. The shortcut closes a panel that was open before it was pressed.
 * @param panel `openedAt` in ms since 1970
 */
export function closesPanel(call: Call, panel: { windowId: number; openedAt: number }): boolean {
  return call.type === "shortcut" && call.windowId === panel.windowId && call.at > panel.openedAt;
}
