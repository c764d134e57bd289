import { ARTICLE_HOST, serveArticle } from "./article.ts";
import { challenge } from "./challenge.ts";
import { pause, send, type Exchange, type SiteState } from "./exchange.ts";
import { fail, stepOf } from "./failures.ts";
import { answerGeneration1 } from "./generation-1.ts";
import { answerGeneration2, STREAM_ACTION } from "./generation-2.ts";
import { OPEN_ROUTER_HOST, serveOpenRouter } from "./open-router.ts";
import { servePage } from "./pages.ts";
import { serveReading } from "./reading-pages.ts";
import { readRecording, replayRecording } from "./recordings.ts";

/** Answers one request. `site` is the state that all requests share, of which the exchange holds a snapshot. */
export async function route(exchange: Exchange, site: SiteState): Promise<void> {
  const { request } = exchange;
  if (request.path.startsWith("/canary/")) return send(exchange, 200, "text/plain", "This should not be fetched.");
  if (request.host === OPEN_ROUTER_HOST) return serveOpenRouter(exchange, site);
  if (serveReading(exchange)) return;
  if (request.path === "/article" || request.host === ARTICLE_HOST) return serveArticle(exchange);
  if (challenge(exchange)) return;
  switch (request.path) {
    case "/":
    case "/chat":
    case "/chat/":
      if (move(exchange)) return;
      if (await strike(exchange, site, "page")) return;
      return servePage(exchange);
    case "/wp-admin/admin-ajax.php":
      return answerChat(exchange, site);
    case "/wp-login.php":
      return logIn(exchange);
    default:
      return send(exchange, 404, "text/html; charset=UTF-8", "<!DOCTYPE html><title>Page not found</title>");
  }
}

async function answerChat(exchange: Exchange, site: SiteState): Promise<void> {
  const { request, state } = exchange;
  const { generation, failure, failureAt } = state.switches;
  // A request that the site's own page would not send is asked about first, and the site knows no answer to that.
  if (request.method === "OPTIONS") return send(exchange, 403, "text/html; charset=UTF-8", "");
  if (await strike(exchange, site, "question")) return;
  const answers = generation === 1 || request.query.get("action") === STREAM_ACTION;
  const cut = answers && failure === "cut-connection" && failureAt === "question" && countStrike(site);
  return generation === 1 ? answerGeneration1(exchange, cut) : answerGeneration2(exchange, cut);
}

/** Sends the browser to where the site has moved. False: it is still here. */
function move(exchange: Exchange): boolean {
  const { request, state } = exchange;
  const { movedTo } = state.switches;
  if (movedTo === undefined || `https://${request.host}${request.target}`.startsWith(movedTo)) return false;
  send(exchange, 301, "text/html; charset=UTF-8", "", { location: movedTo + request.path });
  return true;
}

/** Answers with the failure or recording that is switched on for such a request. False: none is. */
async function strike(exchange: Exchange, site: SiteState, kind: "question" | "page"): Promise<boolean> {
  const { failure, recording, failureAt, firstByteMs, generation } = exchange.state.switches;
  if (failureAt !== kind) return false;
  const streams = exchange.request.query.get("action") === STREAM_ACTION;
  if (recording !== undefined) {
    const recorded = readRecording(recording);
    const fits = kind === "page" || streams === (recorded.request.method === "GET");
    if (!fits || !countStrike(site)) return false;
    await replayRecording(exchange, recorded);
    return true;
  }
  if (failure === undefined || failure === "cut-connection") return false;
  if (kind === "question" && generation === 2 && streams !== (stepOf(failure) === 2)) return false;
  if (!countStrike(site)) return false;
  await pause(exchange, firstByteMs);
  return fail(exchange, failure);
}

/** False where the failure has struck as often as it should. */
function countStrike(site: SiteState): boolean {
  if (site.switches.times <= 0) return false;
  site.switches = { ...site.switches, times: site.switches.times - 1 };
  return true;
}

/** `/wp-login.php?user=name` signs in, without a user it signs out. */
function logIn(exchange: Exchange): void {
  const user = exchange.request.query.get("user") ?? "";
  const age = user === "" ? "; Max-Age=0" : "";
  send(
    exchange,
    200,
    "text/html; charset=UTF-8",
    `<!DOCTYPE html><title>Signed in</title><p>Signed in: ${encodeURIComponent(user)}`,
    {
      "set-cookie": `wordpress_logged_in_practice=${encodeURIComponent(user)}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`,
    },
  );
}
