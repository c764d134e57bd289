import { browser } from "wxt/browser";
import type { ListedMemory } from "../conversations/memory-store.ts";
import { windowPrefix } from "../conversations/temporary.ts";

/** Removes the temporary conversations of a window, with all that was typed there, when the window closes. */
export function forgetClosedWindows(memory: ListedMemory, report: (problem: unknown) => void): void {
  async function forget(windowId: number): Promise<void> {
    const prefix = windowPrefix(windowId);
    const keys = (await memory.keys()).filter((key) => key.includes(prefix));
    for (const key of keys) await memory.delete(key);
  }
  browser.windows.onRemoved.addListener((windowId) => void forget(windowId).catch(report));
}
