import * as z from "zod/mini";
import type { Call } from "../provider.ts";
import type { Server } from "./server.ts";

const version = z.object({ version: z.string() });

/** The first minor version of 0 whose every release refuses what is too long where it is told to. */
const FIRST_TO_REFUSE = 13;

/**
 * Returns whether this Ollama refuses a question that is too long. Older ones cut it, and say nothing.
 * @throws ChatError
 */
export async function refusesTooLong(server: Server, call: Call): Promise<boolean> {
  const { data } = z.safeParse(version, await server.read("/api/version", call));
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(data?.version ?? "") ?? [];
  return Number(major) > 0 || Number(minor) >= FIRST_TO_REFUSE;
}
