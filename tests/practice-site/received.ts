import type { IncomingMessage } from "node:http";

/** How an exchange ended: `left` means that the client went away before the answer was whole. */
export type Outcome = "open" | "answered" | "left" | "cut";

/** One request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path with query, exactly as asked for. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The `Host` header without its port. */
  readonly host: string;
  /** The port from which the connection came. */
  readonly remotePort: number | undefined;
  /** Every header by its lower-case name; one that came twice is joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The form's fields, decoded from a URL-encoded or multipart body. Empty for other bodies. */
  readonly fields: Readonly<Record<string, string>>;
  /** When the whole request had arrived, in milliseconds since 1970, with fractions. */
  readonly time: number;
  outcome: Outcome;
}

const QUESTION_ACTIONS: ReadonlySet<string> = new Set([
  "wpaicg_chat_shortcode_message",
  "wpaicg_chatbox_message",
  "aipkit_cache_sse_message",
  "aipkit_frontend_chat_message",
]);

/** The list of all requests since the start or the last reset, oldest first. */
export class ReceivedRequests {
  readonly all: ReceivedRequest[] = [];
  readonly #listeners = new Set<() => void>();

  add(request: ReceivedRequest): void {
    this.all.push(request);
    this.changed();
  }

  /** Called when a request came or its outcome is known. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  clear(): void {
    this.all.length = 0;
  }

  /** Requests for the site's pages, without articles, the chat's endpoint, and other files. */
  pages(): ReceivedRequest[] {
    return this.all.filter(({ method, path }) => method === "GET" && (path === "/" || /^\/chat\/?$/.test(path)));
  }

  /** Requests that carry a message, of either generation, answered or refused. */
  questions(): ReceivedRequest[] {
    return this.all.filter(({ fields }) => QUESTION_ACTIONS.has(fields.action ?? ""));
  }

  /** All requests to the chat's endpoint: questions, and generation 2's streams and nonces. */
  calls(): ReceivedRequest[] {
    return this.all.filter(({ path }) => path === "/wp-admin/admin-ajax.php");
  }

  /** Requests for `/canary/...`: things that nobody may ever fetch. */
  canaries(): ReceivedRequest[] {
    return this.all.filter(({ path }) => path.startsWith("/canary/"));
  }

  /** Resolves with the requests that fit as soon as there are `count` of them; rejects after `timeoutMs`. */
  waitFor(fits: (request: ReceivedRequest) => boolean, count = 1, timeoutMs = 60_000): Promise<ReceivedRequest[]> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(check);
      };
      const check = (): void => {
        const found = this.all.filter(fits);
        if (found.length < count) return;
        stop();
        resolve(found);
      };
      const timer = setTimeout(() => {
        stop();
        const seen = this.all.map(({ method, target, outcome }) => `${method} ${target} (${outcome})`).join("\n");
        reject(new Error(`Waited ${timeoutMs} ms for ${count} fitting request(s). Received:\n${seen}`));
      }, timeoutMs);
      this.#listeners.add(check);
      check();
    });
  }

  /** Resolves with all questions as soon as `count` have arrived; rejects after `timeoutMs`. */
  async waitForQuestions(count = 1, timeoutMs = 60_000): Promise<ReceivedRequest[]> {
    return this.waitFor(({ fields }) => QUESTION_ACTIONS.has(fields.action ?? ""), count, timeoutMs);
  }
}

/** Reads a request to its end. Throws where the client hangs up before. */
export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const { remotePort } = message.socket;
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces);
  const headers = readHeaders(message.rawHeaders);
  const target = message.url ?? "/";
  const url = new URL(target, "https://placeholder.invalid");
  return {
    method: message.method ?? "GET",
    target,
    path: url.pathname,
    query: url.searchParams,
    host: (headers.host ?? "").replace(/:\d+$/, ""),
    remotePort,
    headers,
    body,
    fields: await readFields(headers["content-type"] ?? "", body),
    time: performance.timeOrigin + performance.now(),
    outcome: "open",
  };
}

function readHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

async function readFields(contentType: string, body: Buffer): Promise<Record<string, string>> {
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType)) return {};
  const response = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
  try {
    const form = await response.formData();
    return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  } catch {
    // A body that is not what its header says has no fields, as in PHP.
    return {};
  }
}
