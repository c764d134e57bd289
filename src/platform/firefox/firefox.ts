import { browser } from "wxt/browser";
import type { UpdatedTab } from "../tabs/page-loads.ts";
import type { AuthAnswer, AuthRequest } from "../proxy/answer-proxy-auth.ts";

/** The part of a request that is looked at. */
export interface ProxiedRequest {
  url: string;
  /** -1 if the request belongs to no tab. */
  tabId: number;
  originUrl?: string;
  documentUrl?: string;
}

/** https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/proxy/ProxyInfo */
export interface ProxyInfo {
  type: "http" | "https" | "socks";
  host: string;
  port: number;
  /** How long a proxy that failed is not tried again, in seconds. */
  failoverTimeout: number;
  proxyAuthorizationHeader?: string;
  username?: string;
  password?: string;
  proxyDNS?: boolean;
}

/** Returns undefined to let a request go as if there were no proxy. */
export type ProxyListener = (request: ProxiedRequest) => [ProxyInfo, null] | undefined;

export interface FirefoxProxy {
  readonly onRequest: {
    addListener(listener: ProxyListener, filter: { urls: string[]; tabId: number }): void;
    removeListener(listener: ProxyListener): void;
  };
}

/**
 * The part of Firefox's own API that is used here. https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API
 */
interface Firefox {
  /** Firefox for Android lacks it. */
  readonly sidebarAction?: { open(): Promise<void>; close(): Promise<void> };
  readonly tabs: {
    readonly onUpdated: {
      addListener(
        listener: (tabId: number, change: { status?: string }, tab: UpdatedTab) => void,
        filter?: { urls: string[]; properties: string[] },
      ): void;
      removeListener(listener: (tabId: number, change: { status?: string }, tab: UpdatedTab) => void): void;
    };
  };
  readonly commands?: { openShortcutSettings(): Promise<void> };
  /** The browser leaves it out without the permission. */
  readonly proxy?: FirefoxProxy;
  /** The browser leaves it out without the permission. */
  readonly webRequest: {
    readonly onAuthRequired: {
      addListener(
        listener: (request: AuthRequest) => AuthAnswer,
        filter: { urls: string[]; tabId: number },
        extra: ["blocking"],
      ): void;
    };
  };
}

export const firefox = browser as unknown as Firefox;
