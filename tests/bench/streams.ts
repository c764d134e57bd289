import type { Page } from "@playwright/test";
import { benchmarkAnswer, END_SENTINEL, type PracticeSite } from "../practice-site/practice-site.ts";
import { makeRaw, RAW_ADDRESS, RAW_ANSWER } from "./raw-page.ts";
import type { BenchEnvironment } from "./environment.ts";
import { type AnswerCost, measureAnswer } from "./watch-page.ts";

export interface StreamResult {
  name: string;
  tokens: number;
  raw: AnswerCost;
  ours: AnswerCost;
}

const OUR_ANSWER = ".answer .markdown";

interface Stream {
  name: string;
  tokens: number;
  tokensPerSecond: number;
  /** Where it is not the usual answer. */
  answer?: string;
  /** The shorter it is, the more counts what else the machine does. */
  runs: number;
  /** What of the runs is compared, to show the one in the middle. */
  by: "mainThreadMs" | "doneMs";
}

const STREAMS: readonly Stream[] = [
  { name: "2,000 tokens at 200/s", tokens: 2_000, tokensPerSecond: 200, runs: 3, by: "mainThreadMs" },
  { name: "8,000 tokens at 200/s", tokens: 8_000, tokensPerSecond: 200, runs: 1, by: "mainThreadMs" },
  {
    name: "10,000 tokens in a burst",
    tokens: 10_000,
    tokensPerSecond: Number.POSITIVE_INFINITY,
    runs: 7,
    by: "doneMs",
  },
  {
    name: "8,000 tokens in one line at 800/s",
    tokens: 8_000,
    tokensPerSecond: 800,
    answer: `${"words of *one* line ".repeat(2_000)}${END_SENTINEL}`,
    runs: 1,
    by: "mainThreadMs",
  },
];

/** Streams, each asked by a raw page and by the panel, in the same browser. */
export async function measureStreams(environment: BenchEnvironment, streams = STREAMS): Promise<StreamResult[]> {
  const results: StreamResult[] = [];
  await warmUp(environment);
  for (const { name, tokens, tokensPerSecond, answer, runs, by } of streams) {
    environment.site.set({ answer: answer ?? benchmarkAnswer(tokens), tokensPerSecond });
    const { site } = environment;
    const raw: AnswerCost[] = [];
    const ours: AnswerCost[] = [];
    for (let run = 0; run < runs; run += 1) {
      raw.push(await measureRaw(environment));
      ours.push(await measureOurs(environment, () => streamEnd(site)));
    }
    results.push({ name, tokens, raw: median(raw, by), ours: median(ours, by) });
  }
  return results;
}

/** A first question, so that the site's tokens and the Markdown code are there, as after anybody's first. */
async function warmUp({ site, newPage, extensionUrl }: BenchEnvironment): Promise<void> {
  site.set({ answer: benchmarkAnswer(120), tokensPerSecond: Number.POSITIVE_INFINITY });
  const page = await newPage(`${extensionUrl}sidepanel.html`);
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("Warm up");
  await box.press("Enter");
  await page.locator('.answer[data-state="done"] .hljs-keyword').first().waitFor();
  await page.close();
}

/** The run that took neither the most nor the least. */
export function median(costs: readonly AnswerCost[], by: Stream["by"]): AnswerCost {
  const middle = costs.toSorted((one, other) => one[by] - other[by])[Math.floor(costs.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured");
  return middle;
}

async function measureRaw({ site, newPage }: BenchEnvironment): Promise<AnswerCost> {
  const page = await newPage(RAW_ADDRESS);
  await makeRaw(page);
  const cost = await measureAnswer(
    page,
    RAW_ANSWER,
    () => askRaw(page, site),
    () => streamEnd(site),
  );
  await page.close();
  return cost;
}

/** Measures an answer in the panel. `end` resolves when the server has sent all of the next one; ms since 1970. */
export async function measureOurs(
  { newPage, extensionUrl }: BenchEnvironment,
  end: () => Promise<number>,
): Promise<AnswerCost> {
  const page = await newPage(`${extensionUrl}sidepanel.html`);
  // A conversation of its own.
  await page.getByRole("button", { name: "New chat" }).click();
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("Measure this");
  const cost = await measureAnswer(page, OUR_ANSWER, () => box.press("Enter"), end);
  await page.close();
  return cost;
}

export async function askRaw(page: Page, site: PracticeSite): Promise<void> {
  await page.evaluate((nonce) => {
    globalThis.watched.start = performance.now();
    void globalThis.askRaw(nonce, "Measure this");
  }, site.nonce);
}

/** When the server has sent the whole answer of the next question; ms since 1970. */
export async function streamEnd(site: PracticeSite): Promise<number> {
  const known = site.received.questions().length;
  for (;;) {
    const question = site.received.questions()[known];
    if (question !== undefined && question.outcome !== "open") return performance.timeOrigin + performance.now();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
