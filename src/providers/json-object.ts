/** Places in a text where an object is looked for; warnings in front of it hold a brace or two, not dozens. */
const MAXIMUM_TRIES = 20;

/** The JSON value, or `undefined` where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The first JSON object in a body. Tolerates a byte order mark, PHP warnings in front and remarks behind, as badly kept
 * sites write them. `undefined` where there is none, or where the body is another JSON value.
 */
export function findJsonObject(body: string): object | undefined {
  const text = body.replace(/^\uFEFF/, "").trim();
  const whole = parseJson(text);
  if (whole !== undefined) return isObject(whole) ? whole : undefined;
  let start = text.indexOf("{");
  for (let tries = 0; start >= 0 && tries < MAXIMUM_TRIES; tries += 1) {
    const value = parseJson(text.slice(start, findEnd(text, start)));
    if (isObject(value)) return value;
    start = text.indexOf("{", start + 1);
  }
  return undefined;
}

/** The place behind the brace that closes the one at `start`; braces inside strings do not count. */
function findEnd(text: string, start: number): number {
  const marks = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  marks.lastIndex = start;
  let depth = 0;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    if (match[0] === "{") depth += 1;
    else if (match[0] === "}") depth -= 1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
