import { browser } from "wxt/browser";
import type { ProxyFailure } from "../../settings/proxy-verdict.ts";
import type { WatchedRequest } from "./browser-proxy.ts";
import { readProxyFailure } from "./read-proxy-failure.ts";

/** So long it is waited for what the browser tells beside an answer or a failure, in ms: it may come a little later. */
const TELLING_MS = 1_000;

/** As much of what is heard of a request as says whose it is. */
interface HeardRequest {
  url: string;
  /** -1: of no tab. */
  tabId: number;
  /** Chromium's. */
  initiator?: string | undefined;
  /** Firefox's. */
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
  /** The proxy wants another password; the browser's code for what follows may not say so. */
  passwordRefused(url: string): void;
}

/**
 * Hears why the background's own requests fail and where they are redirected to: `fetch` itself does not say. The browser
 * tells of those hosts that the extension has access to. Needs the permission `webRequest`.
 */
export function followRequests(): RequestFollower {
  const followers = new Set<Follower>();
  const own = browser.runtime.getURL("/");

  function ofUrl(asked: string): Follower[] {
    return [...followers].filter(({ url }) => url === asked);
  }

  /** Pages ask the same addresses, and what becomes of that is theirs. */
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
