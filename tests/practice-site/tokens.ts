/** Cuts a text into pieces of about the size of a model's tokens: at most six letters, with the space before them. */
export function splitIntoTokens(text: string): string[] {
  return text.match(/\s*\S{1,6}|\s+/gu) ?? [];
}
