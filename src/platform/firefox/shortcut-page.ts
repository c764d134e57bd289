import { firefox } from "./firefox.ts";

/** Shows the browser's own page for extension shortcuts, because no extension may open it by its address. */
export async function showShortcutPage(): Promise<void> {
  await firefox.commands?.openShortcutSettings();
}
