import type { ProxyFailure } from "../../settings/proxy-verdict.ts";

/** Matches codes of Chromium (net/base/net_error_list.h) and of Firefox (xpcom/base/ErrorList.py). */
const FAILURES: readonly (readonly [ProxyFailure, RegExp])[] = [
  ["password-refused", /^net::ERR_PROXY_AUTH_|^NS_ERROR_PROXY_AUTHENTICATION_FAILED$/],
  ["no-way-to-site", /^net::ERR_(?:TUNNEL|SOCKS)_CONNECTION_/],
  [
    "proxy-not-answering",
    /^net::ERR_(?:PROXY_|MANDATORY_PROXY_|PAC_|NO_SUPPORTED_PROXIES$)|^NS_ERROR_(?:UNKNOWN_PROXY_HOST|PROXY_CONNECTION_REFUSED)$/,
  ],
  // Firefox has a code for each status with which a proxy refuses.
  ["no-way-to-site", /^NS_ERROR_PROXY_/],
];

/** Reads what a browser's code for a failed request says about the proxy. Returns undefined if it says nothing. */
export function readProxyFailure(code: string): ProxyFailure | undefined {
  return FAILURES.find(([, pattern]) => pattern.test(code))?.[0];
}
