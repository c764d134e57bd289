import { openPanel } from "#browser/panel.ts";
import type { Call } from "../../port/calls.ts";
import { desktopApis } from "../desktop-apis.ts";

const COMMAND = "open-panel";

/**
 * Opens the panel at the key, or closes it if it is open. `closePanel` returns whether there was one to close. A panel
 * that is open and not connected closes when it is called; opening it does nothing to it.
 */
export function servePanelShortcut(
  closePanel: (windowId: number) => boolean,
  callViews: (call: Call) => void,
  report: (problem: unknown) => void,
): void {
  desktopApis().commands?.onCommand.addListener((command, tab) => {
    if (command !== COMMAND || tab?.windowId === undefined) return;
    const at = Date.now();
    if (closePanel(tab.windowId)) return;
    openPanel(tab.windowId).catch(report);
    callViews({ type: "shortcut", windowId: tab.windowId, at });
  });
}

/**
 * Returns the key as the browser has it now, because the person or another extension may have taken it. Resolves with
 * "" if there is none, and with undefined if the browser has no keys.
 */
export async function shortcutOf(): Promise<string | undefined> {
  const commands = await desktopApis().commands?.getAll();
  return commands && (commands.find(({ name }) => name === COMMAND)?.shortcut ?? "");
}
