import type { Page } from "@playwright/test";
import type { Message } from "../../src/conversations/conversation.ts";
import { benchmarkAnswer } from "../practice-site/practice-site.ts";
import { median } from "./median.ts";
import { openStored, storeConversation } from "./stored-conversation.ts";
import type { BenchEnvironment } from "./environment.ts";

const TITLE = "A long conversation";
const MESSAGES = 1_000;
const SCREENS_SCROLLED = 60;
const OPENINGS = 5;

export interface LongConversation {
  /** From the click on it in the list to its last answer, drawn as Markdown, in ms: the opening in the middle of five. */
  openMs: number;
  longestTaskWhileScrollingMs: number;
  longTasksWhileScrolling: number;
  longestTaskWhileJumpingMs: number;
  longTasksWhileJumping: number;
}

/** Opens it from the list of a panel that has just been opened; how long that takes, in ms. */
async function open(page: Page): Promise<number> {
  const row = await openStored(page, TITLE);
  return row.evaluate(
    (button) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        function look(): void {
          const last = Array.from(document.querySelectorAll(".answer .markdown")).at(-1);
          const bottom = last?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY;
          if (last?.querySelector("table") && bottom < innerHeight) resolve(performance.now() - start);
          else requestAnimationFrame(look);
        }
        if (button instanceof HTMLElement) button.click();
        look();
      }),
  );
}

/** A conversation of 1,000 messages, with answers as long as they usually are. */
export async function measureLongConversation({ newPage, extensionUrl }: BenchEnvironment): Promise<LongConversation> {
  const page = await newPage(`${extensionUrl}sidepanel.html`);
  await storeConversation(page, TITLE, makeMessages());
  const openings: number[] = [];
  for (let run = 0; run < OPENINGS; run += 1) openings.push(await open(page));
  await page.waitForTimeout(1_500);
  await page.evaluate(() => void longTasks.splice(0));
  await scrollUp(page);
  // What the driver itself does to focus it is no jump.
  await page.getByRole("log").focus();
  const scrolled = await page.evaluate(() => longTasks.splice(0));
  await jump(page);
  const jumped = await page.evaluate(() => longTasks);
  await page.close();
  return {
    openMs: median(openings),
    longTasksWhileScrolling: scrolled.length,
    longestTaskWhileScrollingMs: Math.max(0, ...scrolled),
    longTasksWhileJumping: jumped.length,
    longestTaskWhileJumpingMs: Math.max(0, ...jumped),
  };
}

async function scrollUp(page: Page): Promise<void> {
  await page.mouse.move(200, 400);
  for (let screen = 0; screen < SCREENS_SCROLLED; screen += 1) {
    await page.mouse.wheel(0, -700);
    await page.waitForTimeout(60);
  }
}

/** With the keys, from one end to the other, until what stands there is drawn as Markdown. */
async function jump(page: Page): Promise<void> {
  for (const [key, place] of [
    ["Home", 0],
    ["End", -1],
  ] as const) {
    await page.keyboard.press(key);
    await page.waitForFunction((index) => {
      const answer = Array.from(document.querySelectorAll(".answer .markdown")).at(index);
      const { top = -1, bottom = -1 } = answer?.getBoundingClientRect() ?? {};
      return answer?.querySelector("table") && top < innerHeight && bottom > 0;
    }, place);
    await page.waitForTimeout(500);
  }
}

function makeMessages(): Pick<Message, "role" | "text">[] {
  const text = benchmarkAnswer(200).replace("ENDSENTINEL", "");
  return Array.from({ length: MESSAGES }, (_, index) =>
    index % 2 === 0
      ? { role: "user", text: `Question ${index}, as somebody would ask it?` }
      : { role: "assistant", text: `Answer ${index}.\n\n${text}` },
  );
}
