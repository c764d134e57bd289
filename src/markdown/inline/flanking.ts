import { characterAt, characterBefore, isCjk, isPunctuation } from "./cjk.ts";

/** Which rules hold: those of CommonMark, or those of chats, which know more languages and forgive more. */
export type Dialect = "chat" | "specification";

/** What a run of `*`, `_` or `~` can do where it stands. */
export interface Flanking {
  canOpen: boolean;
  canClose: boolean;
  /** It closes only because people mean it so; see `mayBeForgiven`. */
  forgiving: boolean;
}

const LETTER = /[\p{L}\p{N}]/u;

/**
 * CommonMark's rules for flanking. In a chat those of the amendment for Chinese, Japanese and Korean hold too: these
 * languages have no spaces, so a letter of theirs beside punctuation counts as a space, and their own punctuation as a letter.
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
    // Two beside a Chinese letter are meant; one may be a part of a name: 报告_2024_最终版.
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

/** Ends a sentence or a label: `**Note:**text`, `**(optional)**text`. One star more often means something else: `f(*a,*b)`. */
function endsWords(character: string, length: number): boolean {
  return length === 1 ? /[.:;!?…%"'”’»]/.test(character) : length < 4 && /[.:;,!?…)\]}%"'”’»]/.test(character);
}

/**
 * Whether a sign may be closed by one that CommonMark takes for an opening one, as in `**English:**next`. It must look like
 * an opening one and nothing else.
 */
export function mayBeForgiven(text: string, start: number, end: number): boolean {
  const before = characterBefore(text, start);
  const after = characterAt(text, end);
  const beginsWords = !isPunctuation(after) || isCjk(after) || /[\p{Ps}\p{Pi}"'`$]/u.test(after);
  return (before.trim() === "" || isCjk(before)) && beginsWords;
}

/** In a chat a tilde is no punctuation beside a star: `a**~~b~~**c`. */
function isPunctuationFor(sign: string, character: string, dialect: Dialect): boolean {
  if (character === "~" && dialect === "chat" && sign !== "~") return false;
  return character !== "" && isPunctuation(character);
}
