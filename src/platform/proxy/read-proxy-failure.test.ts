import { expect, test } from "vitest";
import type { ProxyFailure } from "../../settings/proxy-verdict.ts";
import { readProxyFailure } from "./read-proxy-failure.ts";

test.each<[string, ProxyFailure | undefined]>([
  ["net::ERR_PROXY_CONNECTION_FAILED", "proxy-not-answering"],
  ["net::ERR_PROXY_CERTIFICATE_INVALID", "proxy-not-answering"],
  ["net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED", "proxy-not-answering"],
  ["net::ERR_PROXY_AUTH_UNSUPPORTED", "password-refused"],
  ["net::ERR_PROXY_AUTH_REQUESTED", "password-refused"],
  ["net::ERR_TUNNEL_CONNECTION_FAILED", "no-way-to-site"],
  ["net::ERR_SOCKS_CONNECTION_FAILED", "no-way-to-site"],
  ["net::ERR_SOCKS_CONNECTION_HOST_UNREACHABLE", "no-way-to-site"],
  ["NS_ERROR_PROXY_CONNECTION_REFUSED", "proxy-not-answering"],
  ["NS_ERROR_UNKNOWN_PROXY_HOST", "proxy-not-answering"],
  ["NS_ERROR_PROXY_AUTHENTICATION_FAILED", "password-refused"],
  ["NS_ERROR_PROXY_BAD_GATEWAY", "no-way-to-site"],
  ["NS_ERROR_PROXY_FORBIDDEN", "no-way-to-site"],
  ["net::ERR_CONNECTION_RESET", undefined],
  ["net::ERR_ABORTED", undefined],
  ["NS_ERROR_NET_RESET", undefined],
  ["", undefined],
])("%s means %s", (code, failure) => {
  expect(readProxyFailure(code)).toBe(failure);
});
