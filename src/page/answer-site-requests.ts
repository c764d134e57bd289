import type { Port } from "../port/port.ts";
import { isSameSite } from "../providers/transport/same-site.ts";
import type { SiteReply } from "../platform/tabs/site-reply.ts";
import { isSiteRequest, type SiteRequest } from "../platform/tabs/site-request.ts";

/** The status reported for a redirect that was refused. The browser hides the real one. */
const REDIRECT_STATUS = 302;

/**
 * Runs the background's requests in a tab of the site, with the site's own cookies, and sends the answers back over the
 * port. Runs only requests to the tab's own origin; an address that differs by `www.` alone is requested there. Ends a
 * request when its port closes.
 * @param origin the tab's own origin
 */
export function answerSiteRequests(port: Port, fetchInPage: typeof fetch, origin: string): void {
  const ending = new AbortController();
  let open = true;

  function send(reply: SiteReply): void {
    if (open) port.postMessage(reply);
  }

  async function run({ url, method, body, cache, redirect }: SiteRequest): Promise<void> {
    const own = onOrigin(url, origin);
    if (own === undefined) return send({ type: "failed" });
    const response = await fetchInPage(own, {
      method,
      cache,
      redirect,
      credentials: "include",
      signal: ending.signal,
      ...(body !== null && { body: new URLSearchParams(body) }),
    });
    const status = response.type === "opaqueredirect" ? REDIRECT_STATUS : response.status;
    send({ type: "head", status, headers: Object.fromEntries(response.headers) });
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      send({ type: "piece", text: decoder.decode(read.value, { stream: true }) });
    }
    send({ type: "piece", text: decoder.decode() });
    send({ type: "end" });
  }

  port.onDisconnect.addListener(() => {
    open = false;
    ending.abort();
  });
  port.onMessage.addListener((message) => {
    if (!isSiteRequest(message)) send({ type: "failed" });
    else run(message).catch(() => send({ type: "failed" }));
  });
}

/** Returns the address on the tab's own origin. undefined: it belongs to another site. */
function onOrigin(url: string, origin: string): string | undefined {
  if (!isSameSite(origin, url)) return undefined;
  const { pathname, search } = new URL(url);
  return origin + pathname + search;
}
