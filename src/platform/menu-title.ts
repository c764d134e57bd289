/** A title as the browser's menu shows it: there "&" marks a key, and "%s" stands for the selection. */
export function menuTitle(name: string): string {
  // No browser has a sign for "%s" itself: a space without width keeps the two letters apart.
  return name.replaceAll("&", "&&").replaceAll("%s", "%\u200Bs");
}
