import { cutConnection, send, type Exchange } from "./exchange.ts";
import { readRecording, replayRecording } from "./recordings.ts";

/** Failures of what stands in front of the site, of its network, and of the site itself: the same for all requests. */
const GENERAL_FAILURES = {
  /** The connection is closed before any byte of an answer. */
  "connection-reset": (exchange: Exchange) => cutConnection(exchange),
  "rate-limit": (exchange: Exchange) =>
    send(exchange, 429, "text/html; charset=UTF-8", "<h1>429 Too Many Requests</h1>", retryAfter(exchange)),
  unavailable: (exchange: Exchange) =>
    send(exchange, 503, "text/html", "<h1>503 Service Temporarily Unavailable</h1>", retryAfter(exchange)),
  /** The model behind the site takes no more than so much at once. */
  "too-long": (exchange: Exchange) => send(exchange, 200, "application/json", TOO_LONG),
  /** WordPress is being updated: it says ten minutes, whatever it takes. */
  maintenance: (exchange: Exchange) =>
    send(exchange, 503, "text/html; charset=UTF-8", MAINTENANCE_PAGE, { "retry-after": "600" }),
  "bad-gateway": (exchange: Exchange) =>
    send(exchange, 502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"),
  "gateway-timeout": (exchange: Exchange) =>
    send(exchange, 504, "text/html", "<html><head><title>504 Gateway Time-out</title></head><body>nginx</body></html>"),
  /** Cloudflare refuses for good: no click helps. */
  blocked: (exchange: Exchange) =>
    send(exchange, 403, "text/html; charset=UTF-8", BLOCKED_PAGE, { server: "cloudflare" }),
  "not-found": (exchange: Exchange) => send(exchange, 404, "text/html; charset=UTF-8", "<h1>Not Found</h1>"),
} as const;

/** Failures that were recorded: [generation 1 streamed, generation 1 not streamed, generation 2]. */
const RECORDED_FAILURES = {
  "nonce-refused": ["v1-nonce-expired", "v1-nonce-expired", "v2-nonce-failure"],
  "unknown-action": ["v1-action-unknown", "v1-action-unknown", "v1-action-unknown"],
  "upstream-error": ["v1-sse-upstream-401", "v1-json-upstream-429", "v2-stream-upstream-401"],
  "error-object": ["v1-sse-error-object", "v1-json-upstream-429", "v2-stream-cut"],
  limit: ["v1-sse-token-limit", "v1-json-token-limit", "v2-stream-quota"],
  "banned-word": ["v1-sse-banned-word", "v1-json-banned-word", "v2-stream-quota"],
  cut: ["v1-sse-cut-clean", "v1-sse-cut-clean", "v2-stream-cut"],
  empty: ["v1-sse-empty-body", "v1-json-empty-data", "v1-sse-empty-body"],
  "php-fatal": ["v1-php-fatal", "v1-php-fatal", "v1-php-fatal"],
} as const;

/**
 * Failures in the middle of an answer that no recording holds; the answer itself carries them out. "cut-connection":
 * the connection breaks after a third of the answer.
 */
export type FailureName = keyof typeof GENERAL_FAILURES | keyof typeof RECORDED_FAILURES | "cut-connection";

/** Answers with a failure. False: the answer itself has to fail on its way. */
export async function fail(exchange: Exchange, failure: FailureName): Promise<boolean> {
  if (failure === "cut-connection") return false;
  if (failure in GENERAL_FAILURES) {
    GENERAL_FAILURES[failure as keyof typeof GENERAL_FAILURES](exchange);
    return true;
  }
  const [streamed, plain, second] = RECORDED_FAILURES[failure as keyof typeof RECORDED_FAILURES];
  const { generation, stream } = exchange.state.switches;
  await replayRecording(exchange, readRecording(generation === 2 ? second : stream ? streamed : plain));
  return true;
}

/** The step of generation 2 that a failure strikes: 1 stores the message, 2 streams the answer. */
export function stepOf(failure: FailureName): 1 | 2 {
  if (failure === "nonce-refused" || failure === "unknown-action" || failure === "php-fatal") return 1;
  return failure in GENERAL_FAILURES ? 1 : 2;
}

function retryAfter({ state }: Exchange): Record<string, string> {
  const seconds = state.switches.retryAfterSeconds;
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}

const TOO_LONG = JSON.stringify({
  status: "error",
  msg: "This model's maximum context length is 8192 tokens. However, your messages resulted in 16384 tokens.",
});

const MAINTENANCE_PAGE = `<!DOCTYPE html><html lang="en-US"><head><title>Maintenance</title></head>
<body id="error-page"><div class="wp-die-message"><h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1></div></body></html>`;

const BLOCKED_PAGE = `<!doctype html><html><head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Sorry, you have been blocked</h1></body></html>`;
