import { desktopApis } from "./desktop-apis.ts";

/** Calls back with the id of each window that closes; ids are not given again as long as the browser runs. */
export function onWindowClosed(closed: (windowId: number) => Promise<void>, report: (problem: unknown) => void): void {
  desktopApis().windows?.onRemoved.addListener((windowId) => void closed(windowId).catch(report));
}
