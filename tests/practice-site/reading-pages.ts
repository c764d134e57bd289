import { send, type Exchange } from "./exchange.ts";

/** Serves a page that a test has set with the switch `pages`. False: there is none at this path. */
export function serveReading(exchange: Exchange): boolean {
  const { request, response, state } = exchange;
  if (!/\.sidenote\.test(?::|$)/.test(request.host) || !Object.hasOwn(state.switches.pages, request.path)) return false;
  const { body, type = "text/html; charset=UTF-8", ends } = state.switches.pages[request.path] ?? { body: "" };
  if (ends === undefined) send(exchange, 200, type, body);
  if (ends === "never") {
    response.writeHead(200, { "content-type": type });
    response.write(body);
  }
  return true;
}
