import { browser } from "wxt/browser";
import type { ProxyFailure } from "../../settings/proxy-verdict.ts";
import type { WatchedRequest } from "./browser-proxy.ts";
import { readProxyFailure } from "./read-proxy-failure.ts";

/**
 * So long, in ms, the follower waits for what the browser tells beside an answer or a failure, because it may come a
 * little later.
 */
const TELLING_MS = 1_000;

/** The part of what is heard of a request that says whose it is. */
interface HeardRequest {
  url: string;
  /** -1 if the request belongs to no tab. */
  tabId: number;
  /** Chromium says here who asked. */
  initiator?: string | undefined;
  /** Firefox says here who asked. */
  originUrl?: string | undefined;
  documentUrl?: string | undefined;
}

interface Follower {
  url: string;
  tellFailure(failure: ProxyFailure | undefined): void;
  tellTarget(target: string | undefined): void;
}

export interface RequestFollower {
  follow(url: string): WatchedRequest;
  /**
   * Called when the proxy wants another password, because the browser's code for the failure that follows may not say
   * so.
   */
  passwordRefused(url: string): void;
}

/**
 * Hears why the background's own requests fail and where they are redirected to, because `fetch` does not say. The
 * browser tells only of hosts that the extension has access to. Needs the permission `webRequest`.
 */
export function followRequests(): RequestFollower {
  const followers = new Set<Follower>();
  const own = browser.runtime.getURL("/");

  function ofUrl(asked: string): Follower[] {
    return [...followers].filter(({ url }) => url === asked);
  }

  /**
   * Returns the followers of a request. Requests of pages have none, because pages ask the same addresses for
   * themselves.
   */
  function ofRequest({ url, tabId, initiator, originUrl, documentUrl }: HeardRequest): Follower[] {
    const isOwn = [initiator, originUrl, documentUrl].some((from) => from !== undefined && `${from}/`.startsWith(own));
    return isOwn && tabId === -1 ? ofUrl(url) : [];
  }

  browser.webRequest.onErrorOccurred.addListener(
    (request) => {
      for (const { tellFailure } of ofRequest(request)) tellFailure(readProxyFailure(request.error));
    },
    { urls: ["<all_urls>"] },
  );

  browser.webRequest.onHeadersReceived.addListener(
    (request) => {
      const location = request.responseHeaders?.find(({ name }) => name.toLowerCase() === "location")?.value;
      if (location === undefined) return undefined;
      const target = URL.canParse(location, request.url) ? new URL(location, request.url).href : undefined;
      for (const { tellTarget } of ofRequest(request)) tellTarget(target);
      return undefined;
    },
    { urls: ["<all_urls>"] },
    ["responseHeaders"],
  );

  return {
    passwordRefused(url) {
      for (const { tellFailure } of ofUrl(url)) tellFailure("password-refused");
    },
    follow(address) {
      const failure = Promise.withResolvers<ProxyFailure | undefined>();
      const target = Promise.withResolvers<string | undefined>();
      const { href: url } = new URL(address);
      const follower = { url, tellFailure: failure.resolve, tellTarget: target.resolve };
      followers.add(follower);
      return {
        failure: () => soon(failure.promise),
        redirectedTo: () => soon(target.promise),
        end: () => void followers.delete(follower),
      };
    },
  };
}

function soon<Told>(told: Promise<Told>): Promise<Told | undefined> {
  return Promise.race([told, new Promise<undefined>((resolve) => setTimeout(resolve, TELLING_MS, undefined))]);
}
