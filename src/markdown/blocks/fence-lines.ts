/** A fence that is open, and those that are open in it. */
export interface Fence {
  /** The signs, from the outermost to the innermost. */
  readonly signs: readonly string[];
  /** Whether the innermost holds Markdown, in which fences may stand. */
  readonly holdsFences: boolean;
}

const OPENING = /^(`{3,})([^`\n]*)$|^(~{3,})(.*)$/;
const SIGN_ALONE = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
/** Words with the sign right behind them: "last line```". Behind a sign of a comment alone it is an example in the code. */
const SIGN_BEHIND = /^([^`]*[\p{L}\p{N})\]};"'.,!?>…。]) ?(`{3,})[ \t]*$/u;
const DOCUMENTS = /^(?:markdown|md|mdx|rmd|qmd|mdown)(?![\w+#-])/i;

/** A fence that a line begins, where it does. The line has no indent, and no signs of quotes or lists before it. */
export function openFence(line: string, isNested = true): Fence | undefined {
  const [, ticks, ticksInfo, tildes, tildesInfo] = OPENING.exec(line) ?? [];
  const sign = ticks ?? tildes;
  if (sign === undefined) return undefined;
  return { signs: [sign], holdsFences: isNested && DOCUMENTS.test((ticksInfo ?? tildesInfo ?? "").trim()) };
}

/** The lines around one in a fence. `after` is undefined where it has not come. */
export interface LinesAround {
  before: string;
  after: string | undefined;
}

/** How much of a line in a fence is code, if the line ends the fence; otherwise what is open after it. */
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

/** Whether a sign alone in a document rather begins code without a language: below a blank line, and above one that is none. */
function beginsExample({ before, after }: LinesAround): boolean {
  return (before.trim() === "" || /[:：]$/.test(before.trimEnd())) && after !== undefined && after.trim() !== "";
}

function withInner(fence: Fence, inner: Fence): Fence {
  return { signs: [...fence.signs, ...inner.signs], holdsFences: inner.holdsFences };
}

export function isEnd(state: Fence | { code: string | undefined }): state is { code: string | undefined } {
  return "code" in state;
}

/** What stands around a fence in another is a document. */
function withoutInnermost({ signs }: Fence, code: string | undefined): Fence | { code: string | undefined } {
  return signs.length === 1 ? { code } : { signs: signs.slice(0, -1), holdsFences: true };
}

/** The end of a line that may be a part of the sign that ends a fence: it is not shown before that is known. */
export function partOfEnd(line: string, { signs }: Fence): number {
  const sign = signs.at(-1) ?? "";
  const [, words = "", part = ""] = /^([^`~]*)([`~]+)[ \t]*$/.exec(line) ?? [];
  if (part === "" || part !== sign.charAt(0).repeat(part.length)) return 0;
  if (words.trim() === "") return line.length;
  return part.startsWith("`") && part.length < sign.length && /\S$/.test(words) ? line.length - words.length : 0;
}
