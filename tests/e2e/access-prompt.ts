import { expect } from "@playwright/test";
import type { VirtualDisplay } from "./virtual-display.ts";

/** A place where pages show nothing but their background. */
const PLACE = [24, 860] as const;

/** The question stands above this line. Below it a caret may blink. */
const LINES = 400;

/** Longer than the time for which "Allow" cannot be pressed; its change of colour tells when that is over. */
const STILL_MS = 1_000;

/**
 * Does what makes the browser ask for access to a site, and answers. The question is drawn into the browser's own window,
 * where neither pages nor window lists show it; what is behind it is darkened meanwhile.
 */
export async function answerAccessPrompt(
  display: VirtualDisplay,
  cause: () => Promise<void>,
  answer: "allow" | "refuse",
): Promise<void> {
  const colour = () => display.colour(...PLACE);
  const before = await colour();
  await cause();
  await expect.poll(colour, { message: "the browser asks" }).not.toBe(before);
  await display.still(LINES, STILL_MS);
  const asking = await colour();
  // "Deny" has the focus.
  await display.press(...(answer === "allow" ? ["Tab", "Return"] : ["Escape"]));
  // What was there before can have gone by then: a dialog of ours, and its backdrop, close with the answer.
  await expect.poll(colour, { message: "the browser takes the answer" }).not.toBe(asking);
}
