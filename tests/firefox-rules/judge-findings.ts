/** What the linter has found. */
export interface Finding {
  code: string;
  message: string;
  /** Its path in the build. */
  file?: string;
  /** From 1. */
  line?: number;
  /** From 1. */
  column?: number;
}

export interface Exception {
  code: string;
  place: RegExp;
  reason: string;
}

/**
 * What Firefox's linter says about libraries. Each is known by the code at its place, names shortened by the build left
 * out; one that is no longer found fails too, so that the list stays true.
 */
export const EXCEPTIONS: readonly Exception[] = [
  {
    code: "UNSAFE_VAR_ASSIGNMENT",
    place: /^[\w$]+\.innerHTML=[\w$]+\.__html\b/,
    reason: "preact's dangerouslySetInnerHTML, which no component of ours uses",
  },
  {
    code: "UNSAFE_VAR_ASSIGNMENT",
    place: /^[\w$]+\.innerHTML=[\w$]+\.value,[\w$]+\.dataset\.highlighted=/,
    reason: "highlight.js's highlightElement; ours is highlight, which gives a text back",
  },
  {
    code: "UNSAFE_VAR_ASSIGNMENT",
    place: /^[\w$]+\.innerHTML=[\w$]+,this\._attempts\.push/,
    reason: "Readability starts over with a copy of the page, in which no script runs",
  },
  {
    code: "UNSAFE_VAR_ASSIGNMENT",
    place: /^[\w$]+\.innerHTML=[\w$]+\.innerHTML;var [\w$]+=[\w$]+\.previousElementSibling/,
    reason: "Readability puts the image of a <noscript> in its place, in a copy of the page, in which no script runs",
  },
];

/**
 * Holds the linter's findings against the exceptions.
 *
 * @param findings errors and warnings
 * @param codeAt the code that begins where the finding points to
 * @returns a line each
 */
export function judgeFindings(
  findings: readonly Finding[],
  codeAt: (finding: Finding) => string,
  exceptions: readonly Exception[] = EXCEPTIONS,
): { problems: string[]; excused: string[] } {
  const problems: string[] = [];
  const excused: string[] = [];
  const needed = new Set<Exception>();
  for (const finding of findings) {
    const { code, message, file = "the whole", line = 0, column = 0 } = finding;
    const where = `${file}:${line}:${column} ${code}`;
    const exception = exceptions.find((each) => each.code === code && each.place.test(codeAt(finding)));
    if (exception === undefined) problems.push(`${where}: ${message}`);
    else {
      needed.add(exception);
      excused.push(`${where}: ${exception.reason}`);
    }
  }
  for (const { code, reason } of exceptions.filter((exception) => !needed.has(exception))) {
    problems.push(`${code}: nothing needs this exception any more: ${reason}`);
  }
  return { problems, excused };
}
