/** Regional flags use these tag characters. Anywhere else they only hide text from the reader. */
const FLAG = /\u{1F3F4}[\u{E0020}-\u{E007E}]{1,10}\u{E007F}/gu;
const TAGS = /[\u{E0000}-\u{E007F}]/gu;

/**
 * Removes invisible characters: soft hyphens, zero-width spaces, direction marks, and tag characters outside of flags.
 */
export function cleanText(text: string): string {
  return withoutTags(text).replaceAll(/[\u00AD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g, "");
}

function withoutTags(text: string): string {
  const flags = text.match(FLAG) ?? [];
  const parts = text.split(FLAG).map((part) => part.replaceAll(TAGS, ""));
  return parts.map((part, index) => part + (flags[index] ?? "")).join("");
}
