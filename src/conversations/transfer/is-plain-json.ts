/** Deepest nesting that is kept of what is not understood: copying what is deeper can exhaust the stack. */
const MAX_DEPTH = 100;

/** Keys that code can take for something of the object itself, and the one that is set when rows are read. */
const RESERVED: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype", "unknownValues"]);

/** Whether a parsed file of any content can be kept without harm: not nested too deep, and without reserved keys. */
export function isPlainJson(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false;
    const objects = level.filter((value) => typeof value === "object" && value !== null);
    if (objects.some((object) => !Array.isArray(object) && Object.keys(object).some((key) => RESERVED.has(key)))) {
      return false;
    }
    level = objects.flatMap((object): unknown[] => Object.values(object));
  }
  return true;
}
