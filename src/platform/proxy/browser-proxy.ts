import type { UsableProxy } from "../../settings/proxy.ts";
import type { ProxyFailure, ProxyObstacle } from "../../settings/proxy-verdict.ts";

/** Follows a request by its address, from before it is sent. */
export interface WatchedRequest {
  /** Call it once the request has failed. Resolves with the reason if the proxy caused the failure. */
  failure(): Promise<ProxyFailure | undefined>;
  /** Call it once a redirect was refused. Resolves with its target, or with undefined if the browser does not say. */
  redirectedTo(): Promise<string | undefined>;
  end(): void;
}

/** Leads requests through a proxy, in the way of one browser. */
export interface BrowserProxy {
  /**
   * From now on, requests to these sites and to no others go through the proxy, and by no other route. null leads all
   * directly. Can be called before every request.
   * @returns what stands in the way; nothing may be sent then
   */
  use(proxy: UsableProxy | null, siteUrls: readonly string[]): Promise<ProxyObstacle | undefined>;
  follow(url: string): WatchedRequest;
}
