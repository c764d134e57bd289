import { browser } from "wxt/browser";
import type { ProxyFailure } from "../settings/proxy-verdict.ts";
import type { FollowedRequest } from "./browser-proxy.ts";
import { readProxyFailure } from "./read-proxy-failure.ts";

/** So long the reason of a failure is waited for, in ms: it is told beside the failure, and may come a little later. */
const REASON_MS = 1_000;

interface Follower {
  host: string;
  tell(failure: ProxyFailure | undefined): void;
}

export interface ProxyFailures {
  follow(url: string): FollowedRequest;
  /** The proxy wants another password; the browser's code for what follows may not say so. */
  passwordRefused(url: string): void;
}

/**
 * Hears why requests fail: `fetch` itself does not say. The browser tells of those hosts that the extension has access to.
 * Needs the permission `webRequest`.
 */
export function hearProxyFailures(): ProxyFailures {
  const followers = new Set<Follower>();

  function tell(url: string, failure: ProxyFailure | undefined): void {
    const { host } = new URL(url);
    for (const follower of followers) if (follower.host === host) follower.tell(failure);
  }

  browser.webRequest.onErrorOccurred.addListener(({ url, error }) => tell(url, readProxyFailure(error)), {
    urls: ["<all_urls>"],
  });

  return {
    passwordRefused: (url) => tell(url, "password-refused"),
    follow(url) {
      let tellReason: Follower["tell"] = () => undefined;
      const reason = new Promise<ProxyFailure | undefined>((resolve) => (tellReason = resolve));
      const follower = { host: new URL(url).host, tell: tellReason };
      followers.add(follower);
      return {
        failure: () =>
          Promise.race([reason, new Promise<undefined>((resolve) => setTimeout(resolve, REASON_MS, undefined))]),
        end: () => void followers.delete(follower),
      };
    },
  };
}
