/** Code between two equal runs of backticks. */
export interface CodeSpan {
  /** The number of opening backticks. */
  sign: number;
  /** Where it ends. undefined: it never closes, and the backticks are text. */
  end: number | undefined;
}

/**
 * Returns a function that finds the code span at a position. All runs of backticks are found once, so that a text full
 * of them costs no more than another.
 */
export function codeSpans(text: string): (at: number) => CodeSpan {
  let runs: Map<number, number[]> | undefined;
  return (at) => {
    const sign = runLength(text, at);
    runs ??= findRuns(text);
    const start = firstAfter(runs.get(sign) ?? [], at);
    return { sign, end: start === undefined ? undefined : start + sign };
  };
}

/**
 * Returns the content of a code span. One space at both ends is removed: it only separates the code from the backticks.
 */
export function codeText(raw: string, sign: number): string {
  const text = raw.slice(sign, -sign).replaceAll("\n", " ");
  return /^ .* $/.test(text) && text.trim() !== "" ? text.slice(1, -1) : text;
}

/** Returns where runs of each length begin. */
function findRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const places = runs.get(run.length);
    if (places === undefined) runs.set(run.length, [index]);
    else places.push(index);
  }
  return runs;
}

function firstAfter(places: readonly number[], at: number): number | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return places[low];
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === "`") end += 1;
  return end - at;
}
