import { firefox } from "./firefox.ts";

/** Whether there is a sidebar. Firefox for Android has none. */
export const hasPanel = (): boolean => firefox.sidebarAction !== undefined;

/**
 * Opens the sidebar of the window in which the person is; Firefox can open no other. Must be called inside the person's
 * gesture, before anything is awaited, because the browser refuses it afterwards.
 */
export async function openPanel(_windowId: number): Promise<void> {
  await firefox.sidebarAction?.open();
}
