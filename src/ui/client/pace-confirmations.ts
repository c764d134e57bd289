import type { Command } from "../../port/commands.ts";

/** How often a hidden view confirms changes, in ms. */
const HIDDEN_MS = 2_000;

/** The part of a page that says whether it is visible. */
type Page = Pick<Document, "hidden" | "addEventListener">;

/**
 * Wraps `send` and delays confirmations of changes while the page is hidden. The background batches changes until then,
 * so a hidden view costs next to nothing. A view that becomes visible confirms at once.
 */
export function paceConfirmations(
  send: (command: Command) => void,
  signal: AbortSignal,
  page: Page | undefined = globalThis.document,
): (command: Command) => void {
  // A program without a page, such as a test.
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
