import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

const UNIX = 3;
/** A file that all may read; in the upper half, where Unix has it. */
const ATTRIBUTES = (0o100_644 << 16) >>> 0;

/**
 * Packs files into a zip that depends on their names and contents alone: not on times, rights, the order they are
 * listed in, or the machine.
 *
 * @param {string} folder
 * @param {readonly string[]} names their paths in the folder, with `/`
 * @returns {Uint8Array}
 */
export function zipFiles(folder, names) {
  // Not by a language's order, which is another one elsewhere.
  const sorted = names.toSorted((one, other) => (one < other ? -1 : 1));
  const contents = sorted.map((name) => /** @type {const} */ ([name, readFileSync(join(folder, name))]));
  // A zip knows local time alone; this is the first day that it knows, in whatever time zone.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(contents), { level: 9, mtime, os: UNIX, attrs: ATTRIBUTES });
}
