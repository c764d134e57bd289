import { characterAt, characterBefore, isCjk, isPunctuation } from "./cjk.ts";

/** The rules that apply: CommonMark's, or those of chats, which know more languages and forgive more. */
export type Dialect = "chat" | "specification";

/** What a delimiter run of `*`, `_` or `~` can do where it stands. */
export interface Flanking {
  canOpen: boolean;
  canClose: boolean;
  /** Whether it closes only by the forgiving rule. See `mayBeForgiven`. */
  forgiving: boolean;
}

const LETTER = /[\p{L}\p{N}]/u;

/**
 * Applies CommonMark's flanking rules. In a chat, its amendment for Chinese, Japanese and Korean applies too, because
 * these languages have no spaces: beside punctuation, their letters count as spaces, and their punctuation counts as
 * letters.
 */
export function flankingOf(text: string, start: number, end: number, dialect: Dialect): Flanking {
  const sign = text.charAt(start);
  const before = characterBefore(text, start);
  const after = characterAt(text, end);
  const spaceBefore = before.trim() === "";
  const spaceAfter = after.trim() === "";
  const knowsCjk = dialect === "chat";
  const cjkBefore = knowsCjk && isCjk(before);
  const cjkAfter = knowsCjk && isCjk(after);
  const punctuationBefore = isPunctuationFor(sign, before, dialect);
  const punctuationAfter = isPunctuationFor(sign, after, dialect);
  const left = !spaceAfter && (!punctuationAfter || cjkAfter || spaceBefore || punctuationBefore || cjkBefore);
  const right = !spaceBefore && (!punctuationBefore || cjkBefore || spaceAfter || punctuationAfter || cjkAfter);
  if (sign === "_") {
    // Two underscores beside a CJK letter are meant as markup. One may be a part of a name: 报告_2024_最终版.
    const isMeant = end - start > 1;
    return {
      canOpen: left && (!right || punctuationBefore || (isMeant && cjkBefore)),
      canClose: right && (!left || punctuationAfter || (isMeant && cjkAfter)),
      forgiving: false,
    };
  }
  const forgiving = knowsCjk && left && !right && endsWords(before, end - start) && LETTER.test(after);
  return { canOpen: left, canClose: right || forgiving, forgiving };
}

/**
 * Whether a character ends a sentence or a label: `**Note:**text`, `**(optional)**text`. A single star more often means
 * something else: `f(*a,*b)`.
 */
function endsWords(character: string, length: number): boolean {
  return length === 1 ? /[.:;!?…%"'”’»]/.test(character) : length < 4 && /[.:;,!?…)\]}%"'”’»]/.test(character);
}

/**
 * Whether a delimiter may be closed by one that CommonMark takes for an opening one, as in `**English:**next`. It must
 * look like an opening one and nothing else.
 */
export function mayBeForgiven(text: string, start: number, end: number): boolean {
  const before = characterBefore(text, start);
  const after = characterAt(text, end);
  const beginsWords = !isPunctuation(after) || isCjk(after) || /[\p{Ps}\p{Pi}"'`$]/u.test(after);
  return (before.trim() === "" || isCjk(before)) && beginsWords;
}

/** Whether a character counts as punctuation. In a chat a tilde does not count beside a star: `a**~~b~~**c`. */
function isPunctuationFor(sign: string, character: string, dialect: Dialect): boolean {
  if (character === "~" && dialect === "chat" && sign !== "~") return false;
  return character !== "" && isPunctuation(character);
}
