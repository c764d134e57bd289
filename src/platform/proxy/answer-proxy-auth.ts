import type { UsableProxy } from "../../settings/proxy.ts";

/** A request that is asked for user and password. */
export interface AuthRequest {
  requestId: string;
  url: string;
  /** -1 if the request belongs to no tab. */
  tabId: number;
  isProxy: boolean;
  challenger: { host: string; port: number };
}

export interface AuthAnswer {
  authCredentials?: { username: string; password: string };
  cancel?: boolean;
}

/** So many answered requests are remembered. Older ones have ended. */
const MOST_ANSWERED = 100;

/**
 * Answers requests for user and password: gives those of the proxy to the proxy, once a request, and nothing to anybody
 * else. If the proxy does not take them, calls `refused` first and then ends the extension's own requests. In a tab,
 * the browser asks the person.
 */
export function createProxyAuth(refused: (url: string) => void) {
  const answered = new Set<string>();

  return (request: AuthRequest, proxy: UsableProxy | null): AuthAnswer => {
    const { isProxy, challenger, requestId, tabId } = request;
    if (proxy === null || !isProxy) return {};
    if (challenger.port !== proxy.port || challenger.host.replaceAll(/^\[|\]$/g, "") !== proxy.host) return {};
    if (proxy.user === undefined || answered.has(requestId)) {
      if (tabId !== -1) return {};
      refused(request.url);
      return { cancel: true };
    }
    if (answered.size >= MOST_ANSWERED) answered.clear();
    answered.add(requestId);
    return { authCredentials: { username: proxy.user, password: proxy.password?.reveal() ?? "" } };
  };
}
