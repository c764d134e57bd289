import type { Command } from "../../port/commands.ts";

/** While nobody sees a view it takes what is new this often, in ms. */
const HIDDEN_MS = 2_000;

/** The part of a page that says whether it is seen. */
type Page = Pick<Document, "hidden" | "addEventListener">;

/**
 * Sends what a view says, but tells late that changes have come while the page is hidden: the background keeps the next ones
 * together until then, and a hidden view costs next to nothing. When it is seen again it has what is missing at once.
 */
export function paceConfirmations(
  send: (command: Command) => void,
  signal: AbortSignal,
  page: Page | undefined = globalThis.document,
): (command: Command) => void {
  // A program without a page, as a test.
  if (page === undefined) return send;
  const waiting = new Map<string, Command>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendWaiting(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const command of waiting.values()) send(command);
    waiting.clear();
  }

  page.addEventListener("visibilitychange", () => page.hidden || sendWaiting(), { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));

  return (command: Command): void => {
    if (command.type !== "received" || !page.hidden) {
      send(command);
      return;
    }
    waiting.set(command.conversationId, command);
    timer ??= setTimeout(sendWaiting, HIDDEN_MS);
  };
}
