import { browser } from "wxt/browser";
import type { Port } from "../../port/port.ts";
import { untilAborted } from "../../providers/transport/wait.ts";
import { type SiteReply, siteReplySchema } from "./site-reply.ts";
import { SITE_REQUEST_PORT, type SiteRequest } from "./site-request.ts";

/** A tab that is well runs a script within some ms; one that shows a dialog runs none. */
const INJECTION_LIMIT_MS = 5_000;

/** Statuses whose answers have no body. https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A `fetch` whose requests a tab of the site runs, with the site's own origin and all its cookies. Rejects as `fetch`
 * does (`TypeError`) when the tab cannot, or goes away. Takes what providers send: GET, or POST of `URLSearchParams`.
 */
export function createTabFetch(tabId: number): typeof fetch {
  return async (input, init = {}) => {
    await inject(tabId);
    init.signal?.throwIfAborted();
    const port = browser.tabs.connect(tabId, { name: SITE_REQUEST_PORT, frameId: 0 });
    const response = readResponse(port, init.signal ?? undefined);
    port.postMessage(toSiteRequest(input, init));
    return response;
  };
}

/**
 * Whether a tab can run requests now. Not where the browser shows a page of its own there (that the site cannot be reached,
 * for one), and not where nothing comes of it in time.
 */
export async function canRunRequests(tabId: number): Promise<boolean> {
  try {
    await untilAborted(inject(tabId), AbortSignal.timeout(INJECTION_LIMIT_MS));
    return true;
  } catch {
    return false;
  }
}

/** At once: a page that never stops loading would else never run it. */
async function inject(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: ["/site-requests.js"], injectImmediately: true });
}

function toSiteRequest(input: RequestInfo | URL, init: RequestInit): SiteRequest {
  return {
    url: String(input instanceof Request ? input.url : input),
    method: init.method === "POST" ? "POST" : "GET",
    body: init.body instanceof URLSearchParams ? init.body.toString() : null,
    cache: init.cache === "reload" || init.cache === "no-store" ? init.cache : "default",
    redirect: init.redirect === "manual" ? "manual" : "follow",
  };
}

/** Resolves with the head of the answer; its body streams as pieces come over the port. */
function readResponse(port: Port, signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    const encoder = new TextEncoder();
    let pieces: ReadableStreamDefaultController<Uint8Array> | undefined;
    let ended = false;

    function fail(reason: unknown): void {
      if (ended) return;
      ended = true;
      pieces?.error(reason);
      reject(reason);
      port.disconnect();
    }

    function take(reply: SiteReply): void {
      if (ended) return;
      switch (reply.type) {
        case "head": {
          const body = new ReadableStream<Uint8Array>({
            start: (controller) => void (pieces = controller),
            cancel: () => {
              ended = true;
              port.disconnect();
            },
          });
          resolve(new Response(BODILESS.has(reply.status) ? null : body, reply));
          return;
        }
        case "piece":
          pieces?.enqueue(encoder.encode(reply.text));
          return;
        case "end":
          ended = true;
          pieces?.close();
          port.disconnect();
          return;
        case "failed":
          return fail(new TypeError("The tab could not run the request"));
        default:
          reply satisfies never;
      }
    }

    port.onMessage.addListener((message) => {
      const reply = siteReplySchema.safeParse(message);
      if (reply.success) take(reply.data);
      else fail(new TypeError("The tab's answer makes no sense"));
    });
    port.onDisconnect.addListener(() => fail(new TypeError("The tab went away")));
    signal?.addEventListener("abort", () => fail(signal.reason), { once: true });
  });
}
