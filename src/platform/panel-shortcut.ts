import { openPanel } from "#browser/panel.ts";
import { desktopApis } from "./desktop-apis.ts";

const COMMAND = "open-panel";

/** The key opens the panel, or closes it where it is open. `closePanel` says whether there was one to close. */
export function servePanelShortcut(
  closePanel: (windowId: number) => boolean,
  report: (problem: unknown) => void,
): void {
  desktopApis().commands?.onCommand.addListener((command, tab) => {
    if (command !== COMMAND || tab?.windowId === undefined) return;
    if (!closePanel(tab.windowId)) openPanel(tab.windowId).catch(report);
  });
}

/**
 * The key as the browser has it now: the person or another extension may have taken it. "" for none; undefined where the
 * browser knows no keys.
 */
export async function shortcutOf(): Promise<string | undefined> {
  const commands = await desktopApis().commands?.getAll();
  return commands && (commands.find(({ name }) => name === COMMAND)?.shortcut ?? "");
}
