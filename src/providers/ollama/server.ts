import { createFailures, type Failures } from "../formats/failures.ts";
import { readJson } from "../formats/read-json.ts";
import type { KindRule } from "../formats/error-kinds.ts";
import type { Call } from "../provider.ts";
import type { Connection } from "../transport/connection.ts";
import { sendRequest } from "../transport/request.ts";
import { TIME_LIMITS, type TimeLimits } from "../transport/time-limits.ts";
import { addressOf } from "./config.ts";

/** What failures mean that only Ollama sends. */
const RULES: readonly KindRule[] = [
  // A model for other uses, such as embedding.
  { kind: "no-model", words: /does not support (?:chat|generate)|^model is required$/i },
];

/** The requests that Ollama takes. */
export interface Server {
  /**
   * Reads an endpoint as JSON.
   * @param body sent by POST. Absent: a GET
   * @throws ChatError
   */
  read(path: string, call: Call, body?: object): Promise<unknown>;
  /** Sends a question. The answer may be a refusal. */
  ask(body: object, call: Call): Promise<{ connection: Connection; failures: Failures }>;
}

/** @param limits of questions. All else is answered from Ollama's disk, without a model */
export function createServer(baseUrl: string, limits: TimeLimits): Server {
  async function send(path: string, call: Call, body: object | undefined, sendLimits: TimeLimits) {
    const url = addressOf(baseUrl, path);
    const connection = await sendRequest({ url, ...(body !== undefined && { body }) }, call, sendLimits);
    return { connection, failures: createFailures(url, call, RULES) };
  }

  return {
    async read(path, call, body) {
      const { connection, failures } = await send(path, call, body, TIME_LIMITS);
      return readJson(connection, failures);
    },
    ask: (body, call) => send("/api/chat", call, body, limits),
  };
}
