/** Longest title made from a question, in characters: two lines of a narrow panel. */
const MAX_TITLE_LENGTH = 80;
/** Longest part of an instruction in a title, in characters. What it is about follows. */
const MAX_INSTRUCTION_LENGTH = 30;
const WORDS = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const FENCE = /^\s*(?:>\s*)*(`{3,}(?!.*`)|~{3,})/;

/**
 * Makes a title of the first question.
 *
 * - It is the first line with words, without marks of Markdown. Lines of prose come before lines of code.
 * - If that line is an instruction that ends with a colon ("Explain this text:"), the next line with words follows it.
 */
export function titleFrom(question: string): string {
  const { prose, code } = linesOf(question);
  const lines = [...prose, ...code].filter((line) => WORDS.test(line));
  const [first = [...prose, ...code][0] ?? "", second] = lines;
  const instruction = prose.includes(first) ? /^(.*\S)\s*[:：]$/.exec(first)?.[1] : undefined;
  if (instruction === undefined || second === undefined) return shortTitle(first);
  return titleOf(instruction, second);
}

/** Returns the title of what was asked with an instruction of this name: the name, a colon and the subject. */
export function titleOf(name: string, subject: string): string {
  return shortTitle(`${cutAtWord(name, MAX_INSTRUCTION_LENGTH)}: ${subject}`);
}

/** Returns a title in one line, cut to 80 characters at a word. */
export function shortTitle(line: string): string {
  return cutAtWord(line.replaceAll(/\s+/g, " ").trim(), MAX_TITLE_LENGTH);
}

/** Returns the lines with text, without the marks that begin them. Lines of code are kept apart. */
function linesOf(question: string): { prose: string[]; code: string[] } {
  const lines: { prose: string[]; code: string[] } = { prose: [], code: [] };
  let fence: string | undefined;
  for (const line of question.split("\n")) {
    const sign = FENCE.exec(line)?.[1];
    if (sign !== undefined && (fence === undefined || sign.startsWith(fence))) {
      fence = fence === undefined ? sign : undefined;
      continue;
    }
    const text = fence === undefined ? withoutSigns(line) : line.trim();
    if (text !== "") lines[fence === undefined ? "prose" : "code"].push(text);
  }
  return lines;
}

function withoutSigns(line: string): string {
  const text = line.replace(/^(?:[>#\s]+|[-*+]\s+(?:\[[ xX]\]\s+)?)+/, "").trim();
  return /^(?:[-*_=]\s*){3,}$/.test(text) ? "" : text;
}

function cutAtWord(line: string, length: number): string {
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  if (characters.length <= length) return line;
  const cut = characters.slice(0, length).join("");
  const lastSpace = cut.lastIndexOf(" ");
  return `${(lastSpace > length / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}
