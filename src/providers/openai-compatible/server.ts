import { ChatError } from "../chat-error.ts";
import { createFailures, type Failures } from "../formats/failures.ts";
import { readAnswer } from "../formats/read-answer.ts";
import { readJson } from "../formats/read-json.ts";
import type { Call, ChatRequest, ReplyPart, Traits } from "../provider.ts";
import type { Connection } from "../transport/connection.ts";
import { hasKey, sendRequest } from "../transport/request.ts";
import { toChatBody } from "./chat-body.ts";
import { createChunkReader } from "./chunk-reader.ts";
import { keyHeaderOf, type OpenAiCompatibleConfig } from "./config.ts";
import { RULES } from "./error-rules.ts";
import { endpoint } from "./normalise-address.ts";
import { findPreset } from "./presets.ts";

/** The requests that a server of this format takes, below a base. */
export interface Server {
  /**
   * Gets an endpoint as JSON.
   * @throws ChatError
   */
  get(baseUrl: string, path: string, call: Call): Promise<unknown>;
  /**
   * Asks once. Thinking in tags is still part of the text.
   * @throws ChatError
   */
  ask(baseUrl: string, request: ChatRequest, call: Call): AsyncGenerator<ReplyPart, void, void>;
}

export function createServer(config: OpenAiCompatibleConfig, traits: Traits): Server {
  const preset = findPreset(config.preset);
  const keyHeader = keyHeaderOf(config);

  async function send(
    url: string,
    call: Call,
    body?: unknown,
  ): Promise<{ connection: Connection; failures: Failures }> {
    if (traits.key === "required" && !hasKey(call)) throw new ChatError("no-key");
    const connection = await sendRequest({ url, body, keyHeader }, call, traits.limits);
    return { connection, failures: createFailures(url, call, RULES) };
  }

  return {
    async get(baseUrl, path, call) {
      const { connection, failures } = await send(endpoint(baseUrl, path), call);
      return readJson(connection, failures);
    },
    async *ask(baseUrl, request, call) {
      const body = toChatBody(request, preset);
      const { connection, failures } = await send(endpoint(baseUrl, "/chat/completions"), call, body);
      yield* readAnswer(connection, createChunkReader(failures), failures);
    },
  };
}
