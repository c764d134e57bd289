/** What ends a sentence or leads on, and no title. */
const ENDS_SENTENCE = /[.!?:;,…。！？：；，、][*_)"'”’」）]*$/;
const LONGEST_TITLE = 100;

/**
 * Whether words above `---` are a title. CommonMark takes them for one always; a model rules a line below a paragraph, and
 * the paragraph is not meant to become a heading while one reads it.
 */
export function isTitle(words: string): boolean {
  return words.length <= LONGEST_TITLE && !ENDS_SENTENCE.test(words);
}
