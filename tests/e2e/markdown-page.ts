import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { build } from "vite";
import type * as Bundle from "./markdown-bundle.ts";

declare global {
  /** Only inside the page, after `loadMarkdown`. */
  var markdownUnderTest: typeof Bundle;
}

let bundle: Promise<string> | undefined;

/** Brings the renderer into a page, past its content security policy, so that it can be driven by itself. */
export async function loadMarkdown(page: Page): Promise<void> {
  bundle ??= makeBundle();
  const session = await page.context().newCDPSession(page);
  const { exceptionDetails } = await session.send("Runtime.evaluate", { expression: await bundle });
  await session.detach();
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
}

async function makeBundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "chrome146",
      lib: { entry: resolve("tests/e2e/markdown-bundle.ts"), formats: ["iife"], name: "bundle" },
    },
  });
  const [{ output } = { output: [] }] = Array.isArray(built) ? built : [];
  const [chunk] = output;
  if (chunk?.type !== "chunk") throw new Error("The renderer could not be bundled");
  return `${chunk.code}\nglobalThis.markdownUnderTest = bundle;`;
}
