import { maskSecrets } from "../../secrets/mask-secrets.ts";
import { ChatError } from "../chat-error.ts";
import type { Call } from "../provider.ts";
import { type Connection, readText } from "../transport/connection.ts";
import { type Failure, readFailure, readRefusedBody } from "./failure-body.ts";
import { reachOf } from "../transport/host-reach.ts";
import { hasKey } from "../transport/request.ts";
import { readPause, readPauseInWords } from "../transport/retry-after.ts";
import { isPage, toPageWords, toSiteWords } from "../transport/site-words.ts";
import { COMMON_RULES, findKind, type KindRule, NEARBY_RULES } from "./error-kinds.ts";

/** How much of an error's body is read, in bytes. Messages stand at its beginning. */
const MAXIMUM_ERROR_BYTES = 65_536;

/** Statuses that say something also in the middle of a stream. There, 400 and 404 are about what the server did itself. */
const TELLING_IN_A_STREAM: ReadonlySet<number> = new Set([401, 402, 408, 413, 429]);

/** Turns the failures of one question into errors. */
export interface Failures {
  /**
   * Does nothing for a success status. Else reads the body, and closes the connection.
   * @throws ChatError that says what the server means
   */
  throwIfRefused(connection: Connection): Promise<void>;
  /**
   * Returns the error in what came with a success status: a whole body, an event, a line. undefined: it is none.
   * @param certain whether it is known to be one, for example by the name of its event. Default: no
   */
  inAnswer(value: unknown, certain?: boolean): ChatError | undefined;
}

/**
 * Creates the reader of a question's failures. Errors hold the server's words without the key.
 * @param url where the question goes
 * @param rules what only this kind of server means. They go before the common ones
 */
export function createFailures(url: string, call: Call, rules: readonly KindRule[] = []): Failures {
  const all = [...rules, ...(reachOf(url) === "public" ? [] : NEARBY_RULES), ...COMMON_RULES];

  function toError(failure: Failure, status: number | undefined, headers?: Headers): ChatError {
    const raw = maskWords(failure.words);
    const detail = isPage(raw) ? toPageWords(raw) : toSiteWords(raw);
    const words = isPage(raw) ? (detail ?? "") : raw;
    const kind = findKind({ ...failure, status, words }, all) ?? "site-error";
    const pause = failure.pauseMs ?? (headers && readPause(headers, call.now())) ?? readPauseInWords(words);
    return new ChatError(kind === "wrong-key" && !hasKey(call) ? "no-key" : kind, {
      status: status ?? failure.status,
      detail,
      retryAfterMs: pause,
    });
  }

  function maskWords(words: string): string {
    return call.key !== undefined && hasKey(call) ? maskSecrets(words, [call.key]) : words;
  }

  return {
    async throwIfRefused(connection) {
      const { response } = connection;
      if (response.ok) return;
      try {
        const body = await readText(connection, MAXIMUM_ERROR_BYTES);
        throw toError(readRefusedBody(body.trim()), response.status, response.headers);
      } finally {
        connection.close();
      }
    },
    inAnswer(value, certain = false) {
      const failure = readFailure(value) ?? (certain ? { words: "", names: [] } : undefined);
      if (failure === undefined) return undefined;
      const { status } = failure;
      const telling = status !== undefined && (status >= 500 || TELLING_IN_A_STREAM.has(status));
      return toError(failure, telling ? status : undefined);
    },
  };
}
