import { ChatError } from "../providers/chat-error.ts";
import type { ProxyObstacle, ProxyVerdict } from "../settings/proxy-verdict.ts";
import { DEFAULT_SITE_URL, type SettingsStorage } from "../settings/settings.ts";
import { isOnThisMachine } from "../settings/site-address.ts";
import type { BrowserProxy } from "./browser-proxy.ts";

/** So long a test waits for the site, in ms: longer than a slow proxy takes, shorter than a person waits. */
const TEST_MS = 20_000;

/** A proxy's own answer, where it wants another password: the browser hands it on as if the site had sent it. */
const PASSWORD_WANTED = 407;

/** The way to chat sites through the person's proxy; direct where they have none, and to sites on this machine. */
export interface ProxyRoute {
  /**
   * Whether requests to this site go through the proxy now. Throws `ChatError` of kind `proxy` where they have to and
   * cannot.
   */
  covers(url: string): Promise<boolean>;
  /**
   * As the browser's, through the proxy where it covers the site at that moment, and then in no other way. Throws
   * `ChatError` of kind `proxy` where nothing can be sent through the proxy, and where it fails.
   */
  fetch: typeof fetch;
  /** Asks for a site's page through the proxy. Rejects only with failures of ours. */
  test(url: string): Promise<ProxyVerdict>;
}

export interface ProxyRouteSurroundings {
  settings: SettingsStorage;
  browserProxy: BrowserProxy;
  fetch: typeof fetch;
  report(problem: unknown): void;
}

/** Keeps the browser's proxy as the settings have it: from now on, with each change of them, and before each request. */
export function createProxyRoute({ settings, browserProxy, fetch, report }: ProxyRouteSurroundings): ProxyRoute {
  let applying: Promise<unknown> = Promise.resolve();
  /**
   * By host, sites that were asked and are not stored: those that are looked at before they are added. They go through the
   * proxy as long as this background lives, so that no other request takes them out of it in the middle.
   */
  const unstored = new Map<string, string>();

  async function applySettings(asked?: string): Promise<{ used: boolean; obstacle?: ProxyObstacle | undefined }> {
    const { proxy, useProxy, sites } = await settings.get();
    const stored = [DEFAULT_SITE_URL, ...sites.map(({ url }) => url)].filter((url) => !isOnThisMachine(url));
    const hosts = new Set(stored.map(hostOf));
    if (asked !== undefined && !isOnThisMachine(asked)) unstored.set(hostOf(asked), new URL(asked).origin);
    for (const host of hosts) unstored.delete(host);
    const obstacle = await browserProxy.use(useProxy ? proxy : null, [...stored, ...unstored.values()]);
    return { used: useProxy, obstacle: useProxy && proxy === null ? "no-address" : obstacle };
  }

  /** One after the other, so that what was set last is what holds. `asked`: what is to be asked then. */
  function apply(asked?: string): ReturnType<typeof applySettings> {
    const applied = applying.then(() => applySettings(asked));
    applying = applied.catch(() => undefined);
    return applied;
  }

  async function covers(url: string): Promise<boolean> {
    const { used, obstacle } = await apply(url);
    if (!used || isOnThisMachine(url)) return false;
    if (obstacle !== undefined) throw new ChatError("proxy", { cause: obstacle });
    return true;
  }

  async function fetchThrough(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (!(await covers(url))) return fetch(input, init);
    const followed = browserProxy.follow(url);
    try {
      const response = await fetch(input, init);
      if (response.status === PASSWORD_WANTED) throw new ChatError("proxy", { cause: "password-refused" });
      return response;
    } catch (thrown) {
      if (thrown instanceof ChatError) throw thrown;
      if (init?.signal?.aborted === true || (await followed.failure()) === undefined) throw thrown;
      throw new ChatError("proxy", { cause: thrown });
    } finally {
      followed.end();
    }
  }

  async function test(url: string): Promise<ProxyVerdict> {
    const { used, obstacle } = await apply(url);
    if (!used) return "no-address";
    if (obstacle !== undefined) return obstacle;
    const followed = browserProxy.follow(url);
    const signal = AbortSignal.timeout(TEST_MS);
    try {
      const response = await fetch(url, { credentials: "omit", cache: "no-store", redirect: "manual", signal });
      await response.body?.cancel();
      return response.status === PASSWORD_WANTED ? "password-refused" : "works";
    } catch {
      return signal.aborted ? "silence" : ((await followed.failure()) ?? "site-not-answering");
    } finally {
      followed.end();
    }
  }

  settings.watch(() => void apply().catch(report), new AbortController().signal);
  apply().catch(report);

  return { covers, fetch: fetchThrough, test };
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}
