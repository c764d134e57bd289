import { setTimeout as wait } from "node:timers/promises";
import { type PracticeSite, startPracticeSite } from "../practice-site/practice-site.ts";
import { startDetachedFirefox } from "./firefox/detached.ts";
import { expect, test } from "./test.ts";
import { startDetachedChromium, type DetachedBrowser } from "./detached-browser.ts";
import { viewPage } from "./view-page.ts";

// More than 30 s without a word is what a browser ends a background for, so these cannot be made shorter.
const FIRST_BYTE_MS = 45_000;
const SECONDS_A_PIECE = 25;
/** Eleven pieces: ten times 25 s between the first and the last. */
const PIECES = ["This", " comes", " one", " word", " at", " a", " time", " and", " takes", " four", " min."];

/** Ten times as long as a browser lets a background live that does nothing. */
const IDLE_MS = 300_000;

/** Asks twice, lets go of everything, and looks again when both answers have come. */
async function askAndLeave(browser: DetachedBrowser, site: PracticeSite): Promise<void> {
  // The views are closed meanwhile: the messages on their ports would keep the background alive.
  await browser.visit(async (page) => {
    const view = viewPage(page);
    await view.agree();
    site.set({ firstByteMs: FIRST_BYTE_MS, answer: "The first byte was late." });
    await view.ask("A late first byte");
    await site.received.waitForQuestions(1);
    await view.button("New chat").click();
    site.set({ firstByteMs: 0, tokensPerSecond: 1 / SECONDS_A_PIECE, answer: PIECES.join("") });
    await view.ask("A slow stream");
    await site.received.waitForQuestions(2);
  });

  const asked = ({ method, outcome }: { method: string; outcome: string }) => method === "POST" && outcome !== "open";
  const [late, slow] = await site.received.waitFor(asked, 2, 300_000);
  expect([late?.outcome, slow?.outcome]).toEqual(["answered", "answered"]);
  // With no work left it goes to sleep: so nothing was attached to it, and it was its work that kept it awake.
  await expect.poll(browser.backgroundRuns, { timeout: 60_000, intervals: [1_000] }).toBe(false);

  // Pages that the person reads meanwhile do not wake it; by the second, what the first had to tell has been told.
  for (const page of ["first", "second"]) await browser.read(`${site.article()}?${page}`);
  expect(await browser.backgroundRuns()).toBe(false);

  await browser.visit(async (page) => {
    const view = viewPage(page);
    for (const [question, text] of [
      ["A late first byte", "The first byte was late."],
      ["A slow stream", PIECES.join("")],
    ] as const) {
      await view.button("Conversations").click();
      await view.page
        .getByRole("dialog", { name: "Conversations" })
        .getByRole("button", { name: question })
        .first()
        .click();
      await expect(view.questions).toHaveText(question);
      await expect(await view.answer("done")).toContainText(text);
      await expect(view.page.getByText("Something may be missing")).toHaveCount(0);
    }
  });
}

/** Leaves a view open for five minutes, and then asks in another one. */
async function leaveIdle(browser: DetachedBrowser, site: PracticeSite): Promise<void> {
  await browser.visit(async (page) => {
    const view = viewPage(page);
    await view.agree();
    site.set({ answer: "The first answer." });
    await view.ask("A first question");
    await view.answer("done");
  });
  const left = await browser.leaveView();
  await expect.poll(left.text).toContain("The first answer.");
  const asleep = () => expect.poll(browser.backgroundRuns, { timeout: 90_000, intervals: [500] }).toBe(false);
  await asleep();

  const until = Date.now() + IDLE_MS;
  while (Date.now() < until) {
    expect(await browser.backgroundRuns(), "the background was started while nothing happened").toBe(false);
    await wait(1_000);
  }

  // It is not connected, and yet shows what comes from elsewhere.
  await browser.visit(async (page) => {
    const view = viewPage(page);
    // A question that is sent before begins a conversation of its own.
    await expect(view.answers).toHaveCount(1);
    site.set({ answer: "The second answer." });
    await view.ask("A second question");
    await expect(view.answers.last()).toContainText("The second answer.");
  });
  await expect.poll(left.text).toContain("The second answer.");
  await asleep();
}

async function inBothBrowsers(task: (browser: DetachedBrowser, site: PracticeSite) => Promise<void>): Promise<void> {
  const starts = [startDetachedChromium, startDetachedFirefox];
  const results = await Promise.allSettled(
    starts.map(async (start) => {
      const site = await startPracticeSite();
      const browser = await start(site);
      try {
        await task(browser, site);
      } finally {
        await browser.close();
        await site.close();
      }
    }),
  );
  const problems = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  expect(problems).toEqual([]);
}

// Both browsers at once: most of it is waiting.
test("answers that let one wait come to their end with nothing attached to the background", async () => {
  test.setTimeout(900_000);
  await inBothBrowsers(askAndLeave);
});

test("a view that is left open starts no background while nothing happens", async () => {
  test.setTimeout(IDLE_MS + 600_000);
  await inBothBrowsers(leaveIdle);
});
