import { ChatError } from "../chat-error.ts";
import { type Connection, readText } from "../transport/connection.ts";
import { parseJson } from "../transport/json-object.ts";
import type { Failures } from "./failures.ts";

/** Longest list of models, in bytes. OpenRouter's takes 1 MB. */
const MAXIMUM_BYTES = 16_000_000;

/**
 * Reads a whole answer as JSON. Closes the connection.
 * @throws ChatError if the server refuses or fails; `wrong-path` if it answers with something else
 */
export async function readJson(connection: Connection, failures: Failures): Promise<unknown> {
  try {
    await failures.throwIfRefused(connection);
    const value = parseJson((await readText(connection, MAXIMUM_BYTES)).trim());
    const failure = failures.inAnswer(value);
    if (failure !== undefined) throw failure;
    if (value === undefined) throw new ChatError("wrong-path");
    return value;
  } finally {
    connection.close();
  }
}
