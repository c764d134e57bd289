/** The letters and digits of a text: what is left of it however it is drawn. */
export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
