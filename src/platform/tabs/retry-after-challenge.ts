import type { ChatErrorKind } from "../../providers/chat-error.ts";
import type { SiteTabs, TabKind, WaitingAnswer } from "./site-tabs.ts";

/**
 * What a site says of itself behind its check. All else (no connection, no answer in time, a failure of ours) tells nothing
 * of the check, so the answers go on waiting.
 */
const BEHIND_THE_CHECK: ReadonlySet<ChatErrorKind | null> = new Set<ChatErrorKind | null>([
  null,
  "tokens-missing",
  "site-error",
  "unauthorized",
]);

/**
 * Calls `retry` for each answer that waited for a site's check, once the person has passed it: looked at each time the
 * site's tab has loaded a page. A page that is loaded while the one before is looked at is looked at after it, so that no
 * answer is asked for twice and none is left waiting.
 */
export function afterChecks(
  tabs: SiteTabs,
  check: (url: string, kind: TabKind) => Promise<ChatErrorKind | null>,
  retry: (answer: WaitingAnswer) => Promise<unknown>,
  report: (problem: unknown) => void,
): void {
  /** Whether a page was loaded since, by site. A site is in here as long as it is looked at. */
  const looking = new Map<string, boolean>();

  async function look(url: string, kind: TabKind): Promise<void> {
    if ((await tabs.waiting(url, kind)).length === 0) return;
    if (!BEHIND_THE_CHECK.has(await check(url, kind))) return;
    for (const answer of await tabs.waiting(url, kind)) {
      await retry(answer).catch(report);
      // Not before: what a killed background has not asked is asked by the next one.
      await tabs.stopWaiting(url, kind, answer);
    }
  }

  async function lookUntilSettled(url: string, kind: TabKind): Promise<void> {
    const site = `${new URL(url).origin} ${kind.private}`;
    if (looking.has(site)) {
      looking.set(site, true);
      return;
    }
    try {
      do {
        looking.set(site, false);
        await look(url, kind);
      } while (looking.get(site) === true);
    } finally {
      looking.delete(site);
    }
  }

  tabs.onLoaded((url, kind) => void lookUntilSettled(url, kind).catch(report), report);
}
