import type { Page } from "@playwright/test";
import { makeRaw, RAW_ADDRESS, RAW_ANSWER } from "./raw-page.ts";
import type { BenchEnvironment } from "./environment.ts";

/** So often each is asked; enough for a 95th percentile. */
const QUESTIONS = 40;

export interface FirstLetters {
  raw: number[];
  ours: number[];
  /** What the site was asked for between pressing Enter and the question, in all questions but the first. */
  extraRequests: number;
}

/** From the server's first byte to the first letter on screen, in ms, many times. */
export async function measureFirstLetters(environment: BenchEnvironment): Promise<FirstLetters> {
  const { site, newPage, extensionUrl } = environment;
  site.set({ answer: "Letters.", tokensPerSecond: Number.POSITIVE_INFINITY });
  const raw = await newPage(RAW_ADDRESS);
  await makeRaw(raw);
  const ours = await newPage(`${extensionUrl}sidepanel.html`);
  const box = ours.getByRole("textbox", { name: "Message" });
  const results: FirstLetters = { raw: [], ours: [], extraRequests: 0 };
  for (let question = 0; question < QUESTIONS; question += 1) {
    await raw.bringToFront();
    results.raw.push(
      await timeLetter(environment, raw, RAW_ANSWER, async () => {
        await raw.evaluate((nonce) => {
          document.querySelector("#answer")?.replaceChildren();
          void globalThis.askRaw(nonce, "Letters?");
        }, site.nonce);
      }),
    );
    await ours.bringToFront();
    await ours.getByRole("button", { name: "New chat" }).click();
    await box.fill(`Letters ${question}?`);
    const { length: known } = site.received.all;
    results.ours.push(await timeLetter(environment, ours, ".answer .markdown", () => box.press("Enter")));
    const before = site.received.all.slice(known).findIndex(({ method }) => method === "POST");
    if (question > 0) results.extraRequests += before;
    await ours.locator('.answer[data-state="done"]').waitFor();
  }
  await raw.close();
  await ours.close();
  return results;
}

async function timeLetter(
  { site }: BenchEnvironment,
  page: Page,
  answer: string,
  ask: () => Promise<void>,
): Promise<number> {
  const known = site.received.questions().length;
  site.hold();
  await ask();
  await site.received.waitFor(({ method }) => method === "POST", known + 1);
  const shown = page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        function look(): void {
          if ((document.querySelector(selector)?.textContent ?? "") !== "")
            resolve(performance.timeOrigin + performance.now());
          else requestAnimationFrame(look);
        }
        look();
      }),
    answer,
  );
  // The page is looking by now.
  await page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(resolve)));
  const released = performance.timeOrigin + performance.now();
  site.release();
  return (await shown) - released;
}
