import { browser } from "wxt/browser";
import { openPanel } from "#browser/panel.ts";

const COMMAND = "open-panel";

/** The key opens the panel, or closes it where it is open. `closePanel` says whether there was one to close. */
export function servePanelShortcut(
  closePanel: (windowId: number) => boolean,
  report: (problem: unknown) => void,
): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== COMMAND || tab?.windowId === undefined) return;
    if (!closePanel(tab.windowId)) openPanel(tab.windowId).catch(report);
  });
}

/** The key as the browser has it now: the person or another extension may have taken it. "" for none. */
export async function shortcutOf(): Promise<string> {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === COMMAND)?.shortcut ?? "";
}
