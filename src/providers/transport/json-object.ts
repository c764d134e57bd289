/** How many places of a text are tried. Warnings before an object hold a brace or two, not dozens. */
const MAXIMUM_TRIES = 20;

/** How many characters may be read again, beyond the length of the text. Objects behind warnings are small. */
const MAXIMUM_AGAIN = 1_000_000;

/** Parses JSON. `undefined`: the text is no JSON. Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Finds the first JSON object in a body. Tolerates a byte order mark, PHP warnings before it and remarks behind it, as
 * badly kept sites write them. `undefined`: there is none, or the body is another JSON value.
 */
export function findJsonObject(body: string): object | undefined {
  const text = body.replace(/^\uFEFF/, "").trim();
  const whole = parseJson(text);
  if (whole !== undefined) return isObject(whole) ? whole : undefined;
  let start = text.indexOf("{");
  let left = text.length + MAXIMUM_AGAIN;
  for (let tries = 0; start >= 0 && tries < MAXIMUM_TRIES && left > 0; tries += 1) {
    const end = findEnd(text, start);
    left -= (end ?? text.length) - start;
    const value = end === undefined ? undefined : parseJson(text.slice(start, end));
    if (isObject(value)) return value;
    start = text.indexOf("{", start + 1);
  }
  return undefined;
}

/**
 * Returns the position behind the brace that closes the one at `start`. Ignores braces inside strings. Reads each
 * character once, however broken the text is.
 */
function findEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let place = start; place < text.length; place += 1) {
    const mark = text[place];
    if (mark === '"') inString = !inString;
    else if (inString && mark === "\\") place += 1;
    else if (!inString && mark === "{") depth += 1;
    else if (!inString && mark === "}") depth -= 1;
    if (depth === 0) return place + 1;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
