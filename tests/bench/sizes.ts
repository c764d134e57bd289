import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { CHROMIUM_BUILD } from "../support/builds.ts";

/** What stands about a file in a ZIP archive, beside its name: two headers. */
const ZIP_ENTRY_BYTES = 76;

export interface Sizes {
  /** Script that is loaded before the first letter can be typed, gzipped; in bytes, by page. */
  startScript: Record<string, number>;
  /** The whole extension, packed as the stores want it; in bytes. */
  packed: number;
}

/** The sizes of the production build. Rejects where there is none. */
export async function measureSizes(folder = resolve(CHROMIUM_BUILD)): Promise<Sizes> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let packed = 22;
  const startScript: Record<string, number> = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    const name = path.slice(folder.length + 1);
    packed += Math.min(deflateRawSync(content).length, content.length) + 2 * name.length + ZIP_ENTRY_BYTES;
    if (!name.includes("/") && name.endsWith(".html")) startScript[name] = await scriptSize(folder, content.toString());
  }
  return { startScript, packed };
}

/** All scripts of a page, and what they import at once. */
async function scriptSize(folder: string, html: string): Promise<number> {
  const waiting = Array.from(html.matchAll(/<script[^>]+src="\/?([^"]+)"/g), ([, source = ""]) => source);
  const seen = new Set<string>();
  let size = 0;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const script = await readFile(join(folder, file), "utf8");
    size += gzipSync(script).length;
    for (const [, imported = ""] of script.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+from)?\s*["']\.\/([^"']+)["']/g,
    )) {
      waiting.push(join("chunks", imported));
    }
  }
  return size;
}
