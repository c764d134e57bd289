/** Deepest nesting that is accepted. Copying what is nested deeper can exhaust the stack. */
const MAX_DEPTH = 100;

/** Keys that code can confuse with parts of the object itself, and the key that is set when rows are read. */
const RESERVED: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype", "unknownValues"]);

/** Whether parsed JSON can be kept without harm: it is at most 100 levels deep, and has no reserved keys. */
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
