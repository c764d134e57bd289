import { characterAt, isCjk, isCjkLetter } from "./cjk.ts";

/** Characters that separate parts of an address. CJK letters after one belong to the address: `/wiki/维基百科`, `?q=中文`. */
const PARTS_ADDRESS = /[/=#&_+-]/;
/** An address without a path. */
const SITE = /^(?:\w+:\/\/)?[^/?#]*\/?$/;
/** How a sentence goes on behind an address: Japanese and Korean particles, short Chinese words. */
const GOES_ON =
  /^(?:[\u3041-\u309F]|(?:을|를|은|는|이|가|에|에서|의|으?로|와|과|도|에게|입니다|이다|까지|부터)(?![\uAC00-\uD7A3])|[是的了和与與及或在来來去即可以请請就都也来看查])/u;
/** Typographic punctuation, which no address contains. */
const ENDS_ADDRESS = /[“”‘’„‚«»…—]/;
const TRAILING = /[?!.,:;*_~'"]/;

/**
 * Returns the part of a text without spaces that a reader takes for the address. It ends before:
 * - trailing punctuation, by GitHub's rules,
 * - a full-width sign,
 * - Chinese, Japanese or Korean letters right behind a Latin one.
 */
export function endOfAddress(text: string): string {
  return withoutTrailing(text.slice(0, endOfLetters(text)));
}

function endOfLetters(text: string): number {
  let before = "";
  for (let at = 0; at < text.length;) {
    const character = characterAt(text, at);
    if (isCjkLetter(character)) {
      if (!isCjkLetter(before) && !mayHoldLetters(text, at, before)) return at;
    } else if (isCjk(character) || ENDS_ADDRESS.test(character)) return at;
    before = character;
    at += character.length;
  }
  return text.length;
}

function mayHoldLetters(text: string, at: number, before: string): boolean {
  const start = text.slice(0, at);
  if (start.includes("/wiki/")) return /[/#_(-]/.test(before);
  if (!PARTS_ADDRESS.test(before) || SITE.test(start)) return false;
  return before !== "/" || !GOES_ON.test(text.slice(at, at + 4));
}

/** Removes trailing punctuation, entities such as `&amp;`, and a parenthesis that was opened before the address. */
function withoutTrailing(text: string): string {
  let end = text.length;
  let open = 0;
  for (const character of text) {
    if (character === "(") open += 1;
    if (character === ")") open -= 1;
  }
  for (;;) {
    const last = text.charAt(end - 1);
    if (last === ")" && open < 0) open += 1;
    else if (last === "(" && open > 0) open -= 1;
    else if (last === ";") {
      const reference = /&[a-z0-9]+;$/i.exec(text.slice(Math.max(0, end - 40), end))?.[0];
      end -= (reference?.length ?? 1) - 1;
    } else if (!TRAILING.test(last)) return text.slice(0, end);
    end -= 1;
  }
}
