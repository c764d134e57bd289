import { send, type Exchange } from "./exchange.ts";

const PASS_PATH = "/cdn-cgi/challenge-platform/pass";

/** Answers with the check for a person where the site asks for one. False: nothing stands in the way. */
export function challenge(exchange: Exchange): boolean {
  const { request, state } = exchange;
  if (!state.switches.challenge) return false;
  if (request.method === "POST" && request.path === PASS_PATH) {
    const partitioned = state.switches.challengePartitioned ? "; Partitioned" : "";
    // Back by a path of this site alone: a link made by somebody else leads nowhere else.
    const back = request.query.get("back") ?? "/";
    send(exchange, 303, "text/html; charset=UTF-8", "", {
      location: /^\/(?!\/)/.test(back) ? back : "/",
      "set-cookie": `cf_clearance=passed; Path=/; Secure; HttpOnly; SameSite=None${partitioned}`,
    });
    return true;
  }
  if (/(?:^|;\s*)cf_clearance=passed(?:;|$)/.test(request.headers.cookie ?? "")) return false;
  send(exchange, 403, "text/html; charset=UTF-8", page(request.method === "GET" ? request.target : "/"), {
    "cf-mitigated": "challenge",
    server: "cloudflare",
    "cache-control": "private, max-age=0, no-store, no-cache, must-revalidate",
  });
  return true;
}

function page(target: string): string {
  return `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta charset="UTF-8">
<meta name="robots" content="noindex,nofollow"><meta name="viewport" content="width=device-width,initial-scale=1">
<style>body { font: 18px/1.6 system-ui; max-width: 36rem; margin: 20vh auto; padding: 0 1rem; }</style></head>
<body><h1>chatgptt.me</h1><p>Verify you are human by completing the action below. (This is a practice site.)</p>
<form method="post" action="${PASS_PATH}?back=${encodeURIComponent(target)}"><button>I am human</button></form>
</body></html>`;
}
