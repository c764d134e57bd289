/** An open fence, and the fences that are open inside it. */
export interface Fence {
  /** The opening runs (such as "```"), from the outermost to the innermost. */
  readonly signs: readonly string[];
  /** Whether the innermost fence holds Markdown, in which further fences may open. */
  readonly holdsFences: boolean;
}

const OPENING = /^(`{3,})([^`\n]*)$|^(~{3,})(.*)$/;
const SIGN_ALONE = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
/**
 * Words with the closing run right behind them: "last line```". After a comment sign alone it is an example inside the
 * code.
 */
const SIGN_BEHIND = /^([^`]*[\p{L}\p{N})\]};"'.,!?>…。]) ?(`{3,})[ \t]*$/u;
const DOCUMENTS = /^(?:markdown|md|mdx|rmd|qmd|mdown)(?![\w+#-])/i;

/**
 * Returns the fence that a line opens, if it opens one.
 * @param line without its indent and without quote or list markers
 * @param isNested whether a Markdown fence may hold others. Default: true
 */
export function openFence(line: string, isNested = true): Fence | undefined {
  const [, ticks, ticksInfo, tildes, tildesInfo] = OPENING.exec(line) ?? [];
  const sign = ticks ?? tildes;
  if (sign === undefined) return undefined;
  return { signs: [sign], holdsFences: isNested && DOCUMENTS.test((ticksInfo ?? tildesInfo ?? "").trim()) };
}

/** The lines before and after one line of a fence. `after` is undefined until that line has begun to arrive. */
export interface LinesAround {
  before: string;
  after: string | undefined;
}

/**
 * Reads one line inside a fence.
 * @returns the fences that are open after the line, or, if the line ends the outermost fence, the `code` that stands
 *   before the closing run (undefined: none)
 */
export function followFence(fence: Fence, line: string, around: LinesAround): Fence | { code: string | undefined } {
  const sign = fence.signs.at(-1) ?? "";
  const alone = SIGN_ALONE.exec(line)?.[1];
  if (alone?.startsWith(sign)) {
    if (fence.holdsFences && beginsExample(around)) return withInner(fence, { signs: [alone], holdsFences: false });
    return withoutInnermost(fence, undefined);
  }
  const [, code, behind] = sign.startsWith("`") ? (SIGN_BEHIND.exec(line) ?? []) : [];
  if (behind?.startsWith(sign)) return withoutInnermost(fence, code);
  if (!fence.holdsFences || alone !== undefined) return fence;
  const inner = openFence(line.trimStart());
  return inner?.signs[0]?.startsWith(sign) === true ? withInner(fence, inner) : fence;
}

/**
 * Whether a bare closing run in a Markdown fence opens an example without a language: below a blank line or a colon,
 * and above a line that is not blank.
 */
function beginsExample({ before, after }: LinesAround): boolean {
  return (before.trim() === "" || /[:：]$/.test(before.trimEnd())) && after !== undefined && after.trim() !== "";
}

function withInner(fence: Fence, inner: Fence): Fence {
  return { signs: [...fence.signs, ...inner.signs], holdsFences: inner.holdsFences };
}

/** Whether the line ended the outermost fence. */
export function isEnd(state: Fence | { code: string | undefined }): state is { code: string | undefined } {
  return "code" in state;
}

/** Closes the innermost fence. A fence that holds another one is always Markdown. */
function withoutInnermost({ signs }: Fence, code: string | undefined): Fence | { code: string | undefined } {
  return signs.length === 1 ? { code } : { signs: signs.slice(0, -1), holdsFences: true };
}

/**
 * Returns how many characters at the end of a line may be the beginning of the closing run. They stay hidden until that
 * is known.
 */
export function partOfEnd(line: string, { signs }: Fence): number {
  const sign = signs.at(-1) ?? "";
  const [, words = "", part = ""] = /^([^`~]*)([`~]+)[ \t]*$/.exec(line) ?? [];
  if (part === "" || part !== sign.charAt(0).repeat(part.length)) return 0;
  if (words.trim() === "") return line.length;
  return part.startsWith("`") && part.length < sign.length && /\S$/.test(words) ? line.length - words.length : 0;
}
