import type { UsableProxy } from "../../settings/proxy.ts";

/** A request for which somebody wants user and password. */
export interface AuthRequest {
  requestId: string;
  url: string;
  /** -1: of no tab. */
  tabId: number;
  isProxy: boolean;
  challenger: { host: string; port: number };
}

export interface AuthAnswer {
  authCredentials?: { username: string; password: string };
  cancel?: boolean;
}

/** So many requests are remembered as answered; older ones have come to their end. */
const MOST_ANSWERED = 100;

/**
 * Answers who wants user and password: those of the proxy to the proxy, once a request, and nothing to all others. A proxy
 * that does not take them ends the extension's own requests, and `refused` is told first; in a tab the browser asks the
 * person.
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
