import { characterAt, isCjk, isCjkLetter } from "./cjk.ts";

/** What parts of an address, so that letters behind it are meant to be its own: `/wiki/维基百科`, `?q=中文`. */
const PARTS_ADDRESS = /[/=#&_+-]/;
/** The address of a site alone. */
const SITE = /^(?:\w+:\/\/)?[^/?#]*\/?$/;
/** What sentences go on with behind an address: particles of Japanese and Korean, and small words of Chinese. */
const GOES_ON =
  /^(?:[\u3041-\u309F]|(?:을|를|은|는|이|가|에|에서|의|으?로|와|과|도|에게|입니다|이다|까지|부터)(?![\uAC00-\uD7A3])|[是的了和与與及或在来來去即可以请請就都也来看查])/u;
/** Punctuation of other writing, of which no address is made. */
const ENDS_ADDRESS = /[“”‘’„‚«»…—]/;
const TRAILING = /[?!.,:;*_~'"]/;

/**
 * How much of a text without spaces is the address, as a reader takes it. Punctuation at its end belongs to the sentence
 * (GitHub's rules), so does all from a full-width sign on, and Chinese, Japanese and Korean letters right behind a Latin one.
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

/** Without what ends a sentence, a parenthesis that was opened before the address, and `&amp;`. */
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
