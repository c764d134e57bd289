import type { UsableProxy } from "../../settings/proxy.ts";
import type { ProxyFailure, ProxyObstacle } from "../../settings/proxy-verdict.ts";

/** Follows a request from before it is sent, by its address. */
export interface WatchedRequest {
  /** Once it has failed: why, where that was the proxy's doing. */
  failure(): Promise<ProxyFailure | undefined>;
  /** Once it was redirected and the redirect was refused: its target; undefined where the browser does not say. */
  redirectedTo(): Promise<string | undefined>;
  end(): void;
}

/** How one browser leads requests through a proxy. */
export interface BrowserProxy {
  /**
   * From now on requests to these sites, and to no others, go through the proxy and in no other way; null: all go directly.
   * Says what stands in the way; then nothing may be sent. Can be called before every request.
   */
  use(proxy: UsableProxy | null, siteUrls: readonly string[]): Promise<ProxyObstacle | undefined>;
  follow(url: string): WatchedRequest;
}
