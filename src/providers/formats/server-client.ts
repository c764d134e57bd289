import { ChatError } from "../chat-error.ts";
import type { Call, ReplyPart, Traits } from "../provider.ts";
import type { EventReader } from "../transport/event-stream.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { hasKey, type KeyHeader, type ServerRequest, sendRequest } from "../transport/request.ts";
import type { KindRule } from "./error-kinds.ts";
import { createFailures, type Failures } from "./failures.ts";
import { readAnswer } from "./read-answer.ts";
import { readJson } from "./read-json.ts";

export interface ServerClientOptions {
  traits: Pick<Traits, "key" | "limits">;
  /** What only this kind of server means by its failures. */
  rules: readonly KindRule[];
  keyHeader: KeyHeader;
  /** Sent with every request. Default: none. */
  headers?: Readonly<Record<string, string>>;
}

/** Sends requests to one server, and reads what it answers or means by refusing. */
export interface ServerClient {
  /**
   * Gets JSON.
   * @param limits in ms. Default: those of the traits
   * @throws ChatError
   */
  get(url: string, call: Call, limits?: TimeLimits): Promise<unknown>;
  /**
   * Asks once, and yields the answer as it comes.
   * @param createReader makes the reader of this answer
   * @throws ChatError
   */
  ask(
    url: string,
    body: object,
    createReader: (failures: Failures) => EventReader,
    call: Call,
  ): AsyncGenerator<ReplyPart, void, void>;
}

export function createServerClient({ traits, rules, keyHeader, headers = {} }: ServerClientOptions): ServerClient {
  function send(request: Pick<ServerRequest, "url" | "body">, call: Call, limits = traits.limits) {
    if (traits.key === "required" && !hasKey(call)) throw new ChatError("no-key");
    return sendRequest({ ...request, keyHeader, headers }, call, limits);
  }

  return {
    get: async (url, call, limits) => readJson(await send({ url }, call, limits), createFailures(url, call, rules)),
    async *ask(url, body, createReader, call) {
      const failures = createFailures(url, call, rules);
      yield* readAnswer(await send({ url, body }, call), createReader(failures), failures);
    },
  };
}
