import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { measureSizes } from "../bench/sizes.ts";
import { CHROMIUM_BUILD } from "../support/builds.ts";

/** In bytes. A panel that opens at once, and an extension that is there after a breath, also on a slow line. */
const LARGEST_START_SCRIPT = 60_000;
const LARGEST_PACKED = 500_000;

test("the views load little script before the first letter, and the extension is small", async () => {
  const { startScript, packed } = await measureSizes();
  expect(Object.keys(startScript)).toEqual(expect.arrayContaining(["sidepanel.html", "popup.html", "options.html"]));
  for (const [page, size] of Object.entries(startScript)) {
    expect(size, page).toBeGreaterThan(100);
    expect(size, page).toBeLessThanOrEqual(LARGEST_START_SCRIPT);
  }
  expect(packed).toBeLessThanOrEqual(LARGEST_PACKED);
});

test("texts come without what only translators read", async () => {
  const built = await readFile(join(CHROMIUM_BUILD, "_locales/en/messages.json"), "utf8");
  expect(built).toContain('"newChat"');
  expect(built).not.toContain('"description"');
});
