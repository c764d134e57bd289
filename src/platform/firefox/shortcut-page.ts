import { firefox } from "./firefox.ts";

/** Shows the browser's own page for extension shortcuts, which no extension may open by its address. */
export async function showShortcutPage(): Promise<void> {
  await firefox.commands?.openShortcutSettings();
}
