import type { Page } from "@playwright/test";
import { RAW_ADDRESS } from "./raw-page.ts";
import type { BenchEnvironment } from "./environment.ts";

/** Larger than any page of such a site that was seen. */
const LARGE_BYTES = 2_000_000;
const RUNS = 7;

/**
 * From a page of the site being asked for to the question being there, in ms: it is sent, read, and its tokens are found.
 * Raw: a bare page that asks for the same, and parses it.
 */
export interface LargePage {
  small: number[];
  large: number[];
  raw: number[];
}

export async function measureLargePage({ site, newPage, extensionUrl }: BenchEnvironment): Promise<LargePage> {
  site.set({ answer: "Read.", tokensPerSecond: Number.POSITIVE_INFINITY });
  const page = await newPage(`${extensionUrl}sidepanel.html`);
  const box = page.getByRole("textbox", { name: "Message" });

  async function readOnce(pageBytes: number): Promise<number> {
    site.set({ pageBytes });
    site.rotateNonce();
    await page.getByRole("button", { name: "New chat" }).click();
    const known = site.received.all.length;
    await box.fill("Read the page again");
    await box.press("Enter");
    await page.locator('.answer[data-state="done"]').waitFor();
    const received = site.received.all.slice(known);
    const asked = received.find(({ method }) => method === "GET")?.time ?? Number.NaN;
    const question = received.findLast(({ method }) => method === "POST")?.time ?? Number.NaN;
    return question - asked;
  }

  // The first of each kind opens the document in which pages are parsed.
  await readOnce(0);
  const times: LargePage = { small: [], large: [], raw: [] };
  const bare = await newPage(RAW_ADDRESS);
  for (let run = 0; run < RUNS; run += 1) {
    times.small.push(await readOnce(0));
    times.large.push(await readOnce(LARGE_BYTES));
    times.raw.push(await readBare(bare));
  }
  site.set({ pageBytes: 0 });
  await Promise.all([page.close(), bare.close()]);
  return times;
}

function readBare(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const start = performance.now();
    const response = await fetch("/", { cache: "reload" });
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    if (parsed.querySelector("[data-nonce], [data-config]") === null) throw new Error("The page has no chat");
    return performance.now() - start;
  });
}
