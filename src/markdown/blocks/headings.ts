/** Punctuation that ends a sentence or leads on. A title has none. */
const ENDS_SENTENCE = /[.!?:;,…。！？：；，、][*_)"'”’」）]*$/;
const LONGEST_TITLE = 100;

/**
 * Whether the words above `---` are a title. CommonMark says yes always. Models also draw a rule below a paragraph, and
 * that paragraph must not turn into a heading while it is read.
 */
export function isTitle(words: string): boolean {
  return words.length <= LONGEST_TITLE && !ENDS_SENTENCE.test(words);
}
