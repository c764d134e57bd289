import { benchmarkAnswer } from "../practice-site/practice-site.ts";
import type { BenchEnvironment } from "./environment.ts";

/** What 1,000 streamed tokens cost the panel, in ms of its main thread's CPU time. */
export interface HiddenCost {
  seenMs: number;
  hiddenMs: number;
}

const TOKENS = 1_000;
const TOKENS_PER_SECOND = 200;

/** The same answer in a panel that is seen, and in one that is not. */
export async function measureHidden(environment: BenchEnvironment): Promise<HiddenCost> {
  environment.site.set({ answer: benchmarkAnswer(TOKENS), tokensPerSecond: TOKENS_PER_SECOND });
  return { seenMs: await measure(environment, false), hiddenMs: await measure(environment, true) };
}

async function measure({ newPage, extensionUrl }: BenchEnvironment, hidden: boolean): Promise<number> {
  const page = await newPage(`${extensionUrl}sidepanel.html`);
  await page.getByRole("button", { name: "New chat" }).click();
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("Measure this");
  const session = await page.context().newCDPSession(page);
  // Time that other programs take is not counted.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await box.press("Enter");
  await page.locator('.answer[data-state="streaming"]').waitFor();
  if (hidden) await page.evaluate(hide);
  const before = await read();
  await page.waitForTimeout(((TOKENS * 0.8) / TOKENS_PER_SECOND) * 1000);
  const spent = (await read()) - before;
  await page.close();
  return spent / 0.8;

  async function read(): Promise<number> {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  }
}

/** A driven page is never hidden: it has to be told so. */
function hide(): void {
  Object.defineProperty(document, "hidden", { value: true });
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}
