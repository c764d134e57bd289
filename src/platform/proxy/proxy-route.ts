import { backendAddress } from "../../backends/address.ts";
import { ChatError } from "../../providers/chat-error.ts";
import type { ProxyObstacle, ProxyVerdict } from "../../settings/proxy-verdict.ts";
import type { ProxyPassword } from "../../settings/proxy-password.ts";
import type { Entries } from "../../entries/entries.ts";
import { isNearby } from "../../settings/site-address.ts";
import type { BrowserProxy } from "./browser-proxy.ts";

/** So long a test waits for the site, in ms. A slow proxy takes less, and a person waits longer. */
const TEST_MS = 20_000;

/**
 * A proxy answers with this status if it wants another password. The browser hands it on as if the site had sent it.
 */
const PASSWORD_WANTED = 407;

/** Browsers follow as many. https://fetch.spec.whatwg.org/#http-redirect-fetch */
const MOST_REDIRECTS = 20;

/**
 * Leads requests to backends through the person's proxy. They go directly if there is none, and so do those to this
 * computer and to private networks.
 */
export interface ProxyRoute {
  /**
   * Whether requests to this site go through the proxy now.
   * @throws ChatError of kind `proxy` if they have to and cannot
   */
  covers(url: string): Promise<boolean>;
  /**
   * Fetches as the browser does. If the proxy covers the site at that moment, the request goes through it and by no
   * other route.
   * @throws ChatError of kind `proxy` if nothing can be sent through the proxy or if it fails; of kind `permission` if
   *   the browser does not let us reach the site
   */
  fetch: typeof fetch;
  /** Asks for a site's page through the proxy. Rejects only with failures of our own. */
  test(url: string): Promise<ProxyVerdict>;
}

export interface ProxyRouteDependencies {
  settings: Pick<Entries, "watch">;
  password: Pick<ProxyPassword, "read">;
  browserProxy: BrowserProxy;
  /**
   * Whether we have access to this site. Without access, browsers lead our requests directly and not through the proxy.
   */
  mayReach(url: string): Promise<boolean>;
  fetch: typeof fetch;
  report(problem: unknown): void;
}

/** What the browser has been given. */
interface Applied {
  used: boolean;
  obstacle: ProxyObstacle | undefined;
  /** The hosts of the sites that go through the proxy. */
  hosts: ReadonlySet<string>;
}

/**
 * Keeps the browser's proxy as the settings have it: from now on, at each change of the settings and before each
 * request.
 */
export function createProxyRoute(dependencies: ProxyRouteDependencies): ProxyRoute {
  const { settings, password, browserProxy, mayReach, fetch, report } = dependencies;
  let applying: Promise<unknown> = Promise.resolve();
  /**
   * The sites that were asked and are not stored, by host: a site is looked at before it is added. They go through the
   * proxy as long as this background lives, so that no other request takes them out of it meanwhile.
   */
  const unstored = new Map<string, string>();

  async function applySettings(asked?: string): Promise<Applied> {
    const { settings: current, proxy, isPasswordLost } = await password.read();
    const { useProxy, backends } = current;
    const stored = backends.usable
      .map(backendAddress)
      .filter((url) => url !== undefined)
      .filter((url) => !isNearby(url));
    if (asked !== undefined && !isNearby(asked)) unstored.set(hostOf(asked), new URL(asked).origin);
    for (const url of stored) unstored.delete(hostOf(url));
    const urls = [...stored, ...unstored.values()];
    const refused = await browserProxy.use(proxy, urls);
    const missing = isPasswordLost ? "password-lost" : undefined;
    return {
      used: useProxy,
      obstacle: useProxy && proxy === null ? "no-address" : (refused ?? missing),
      hosts: new Set(urls.map(hostOf)),
    };
  }

  /**
   * Applies the settings one time after the other, so that the last ones hold. `asked` is the site that is asked next.
   */
  function apply(asked?: string): Promise<Applied> {
    const applied = applying.then(() => applySettings(asked));
    applying = applied.catch(() => undefined);
    return applied;
  }

  /**
   * Returns the hosts that go through the proxy, with the host of `url` among them. Returns undefined if that one is
   * asked directly.
   */
  async function covered(url: string): Promise<ReadonlySet<string> | undefined> {
    const { used, obstacle, hosts } = await apply(url);
    if (!used || isNearby(url)) return undefined;
    if (obstacle !== undefined) throw new ChatError("proxy", { cause: obstacle });
    return hosts;
  }

  async function send(url: string, init: RequestInit, redirects: number): Promise<Response> {
    const hosts = await covered(url);
    if (hosts === undefined) return fetch(url, init);
    if (!(await mayReach(url))) throw new ChatError("permission");
    const watched = browserProxy.follow(url);
    let target: string | undefined;
    try {
      const response = await fetch(url, { ...init, redirect: "manual" });
      if (response.status === PASSWORD_WANTED) throw new ChatError("proxy", { cause: "password-refused" });
      if (init.redirect === "manual" || response.type !== "opaqueredirect") return response;
      if (init.redirect === "error") throw new TypeError("Redirected");
      target = await watched.redirectedTo();
    } catch (thrown) {
      if (thrown instanceof ChatError) throw thrown;
      if (init.signal?.aborted === true || (await watched.failure()) === undefined) throw thrown;
      throw new ChatError("proxy", { cause: thrown });
    } finally {
      watched.end();
    }
    // Redirects are taken one by one, because the browser itself would go past the proxy if one leads to another host.
    // A refused one fails as a request without access does: we have access to no hosts but these.
    if (target === undefined || !hosts.has(hostOf(target)) || redirects === MOST_REDIRECTS) {
      throw new TypeError("Redirected past the proxy");
    }
    return send(target, init, redirects + 1);
  }

  async function test(url: string): Promise<ProxyVerdict> {
    const { used, obstacle } = await apply(url);
    if (!used) return "no-address";
    if (obstacle !== undefined) return obstacle;
    if (!(await mayReach(url))) return "no-access";
    const watched = browserProxy.follow(url);
    const signal = AbortSignal.timeout(TEST_MS);
    try {
      const response = await fetch(url, { credentials: "omit", cache: "no-store", redirect: "manual", signal });
      await response.body?.cancel();
      return response.status === PASSWORD_WANTED ? "password-refused" : "works";
    } catch {
      return signal.aborted ? "silence" : ((await watched.failure()) ?? "site-not-answering");
    } finally {
      watched.end();
    }
  }

  settings.watch(() => void apply().catch(report), new AbortController().signal);
  apply().catch(report);

  return {
    covers: async (url) => (await covered(url)) !== undefined,
    fetch: (input, init = {}) => send(input instanceof Request ? input.url : String(input), init, 0),
    test,
  };
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}
