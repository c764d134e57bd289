import type { Secret } from "../../secrets/secret.ts";
import { ChatError } from "../chat-error.ts";
import type { Call } from "../provider.ts";
import { type Connection, openConnection } from "./connection.ts";
import { reachOf } from "./host-reach.ts";
import type { TimeLimits } from "./time-limits.ts";

/** Where a key stands in a request. Never in its address, because addresses get into error texts and logs. */
export interface KeyHeader {
  name: string;
  /** What stands before the key. Default: nothing. */
  prefix?: string;
}

/** `Authorization: Bearer KEY`. */
export const BEARER: KeyHeader = { name: "authorization", prefix: "Bearer " };

/** A request to a backend that the person has set up. */
export interface ServerRequest {
  url: string;
  /** Sent as JSON by POST. Absent: a GET. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Where the key goes, if the call brings one. Default: `BEARER`. */
  keyHeader?: KeyHeader;
}

/** What a header can carry. */
const HEADER_VALUE = /^[!-~]+$/;

/**
 * Sends a request without cookies, referrer and cache. Redirects are refused, because browsers would carry the key and
 * the question to the other host. HTTP errors are answers and do not throw.
 * @throws ChatError of kind
 * - `wrong-key`: the key holds characters that no header can carry. Nothing was sent
 * - `not-running`: the connection to an address of this computer or of a private network failed
 * - and as `openConnection`
 */
export async function sendRequest(request: ServerRequest, call: Call, limits: TimeLimits): Promise<Connection> {
  const { url, body, headers = {}, keyHeader = BEARER } = request;
  const init: RequestInit = {
    method: body === undefined ? "GET" : "POST",
    credentials: "omit",
    redirect: "error",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    headers: {
      ...headers,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...writeKey(call.key, keyHeader),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  try {
    return await openConnection(url, init, call, limits);
  } catch (thrown) {
    throw asNotRunning(thrown, url);
  }
}

/** Whether the call brings a key. An empty one is none. */
export function hasKey({ key }: Pick<Call, "key">): boolean {
  return key !== undefined && key.reveal().trim() !== "";
}

function writeKey(key: Secret | undefined, { name, prefix = "" }: KeyHeader): Record<string, string> {
  const value = key?.reveal().trim() ?? "";
  if (value === "") return {};
  if (!HEADER_VALUE.test(value)) throw new ChatError("wrong-key");
  return { [name]: prefix + value };
}

/** A server nearby fails because nothing listens there. It needs no connection to the internet. */
function asNotRunning(thrown: unknown, url: string): unknown {
  if (!(thrown instanceof ChatError) || (thrown.kind !== "network" && thrown.kind !== "offline")) return thrown;
  return reachOf(url) === "public" ? thrown : new ChatError("not-running", { cause: thrown.cause });
}
