import { request } from "node:https";
import type { IncomingHttpHeaders } from "node:http";

export interface HttpsAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** false: the connection broke before the end of the body. */
  readonly complete: boolean;
}

export interface HttpsQuestion {
  method?: string;
  host?: string;
  headers?: Record<string, string>;
  rawBody?: string;
  /** Sent as a URL-encoded form. */
  form?: Record<string, string>;
  /** Called with each piece of the body as it comes. */
  onPiece?: (piece: Buffer) => void;
  signal?: AbortSignal;
}

/** One real HTTPS request to the practice site, as a browser with a mapped host would make it. */
export function askOverHttps(port: number, target: string, question: HttpsQuestion = {}): Promise<HttpsAnswer> {
  const { form, host = "chatgptt.me", onPiece, signal } = question;
  const body = form === undefined ? question.rawBody : new URLSearchParams(form).toString();
  const formHeaders = form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: "127.0.0.1",
      port,
      path: target,
      method: question.method ?? (body === undefined ? "GET" : "POST"),
      headers: { host, ...formHeaders, ...question.headers },
      rejectUnauthorized: false,
      ...(signal === undefined ? {} : { signal }),
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const pieces: Buffer[] = [];
      incoming.on("data", (piece: Buffer) => {
        pieces.push(piece);
        onPiece?.(piece);
      });
      // A broken connection is an error on the body, then "close": both end here.
      incoming.on("error", () => undefined);
      incoming.on("close", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(pieces),
          complete: incoming.complete,
        }),
      );
    });
    outgoing.end(body);
  });
}
