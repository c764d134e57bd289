import { writeFile } from "node:fs/promises";
import type { TestInfo } from "@playwright/test";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";

/**
 * Keeps what a failed test leaves on screen, in the test's folder, beside Playwright's trace: a picture of each page and
 * view, what the browser said, and what the practice site was asked. A test that went as expected leaves nothing.
 *
 * @param testInfo the test, after its body has run
 */
export async function keepEvidence(extension: ExtensionBrowser, site: PracticeSite, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  // A browser that is gone leaves no picture; the test has failed already, and its own error is what counts.
  const pictures = await extension.pictures().catch(() => []);
  for (const { name, png } of pictures) await writeFile(testInfo.outputPath(`${name}.png`), png);
  const messages = await extension.consoleMessages().catch((problem: unknown) => [String(problem)]);
  const asked = site.received.all.map(({ method, host, target, outcome }) => `${method} ${host}${target} (${outcome})`);
  await writeFile(testInfo.outputPath("said.txt"), [...messages, "", ...asked].join("\n"));
}
