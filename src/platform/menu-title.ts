/** Returns a title as the browser's menu shows it. In menus "&" marks a key and "%s" stands for the selection. */
export function menuTitle(name: string): string {
  // Browsers have no escape for "%s", so a space without width keeps the two letters apart.
  return name.replaceAll("&", "&&").replaceAll("%s", "%\u200Bs");
}
