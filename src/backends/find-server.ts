import { isRecord } from "../entries/ordered-entries.ts";
import { reachOf } from "../providers/transport/host-reach.ts";
import { backendAddress } from "./address.ts";
import { readBackend } from "./backend.ts";
import type { Draft, OpenBackends } from "./open-backends.ts";

/** Where servers with models listen if nobody has changed it: Ollama, LM Studio, llama.cpp of today and before, vLLM. */
const USUAL_PORTS = [11434, 1234, 9931, 8080, 8000] as const;

/** Time for all of them to list their models, in ms. On one's own computer that takes some milliseconds. */
const FIND_MS = 3_000;

/**
 * Looks for a server of a draft's kind at the usual ports of this computer. They are not sent the draft's key, because it
 * is for another server.
 * @returns its base URL; undefined if none lists its models, or the address of the draft is not on this computer
 */
export async function findServer(
  draft: Draft,
  openDraft: OpenBackends["openDraft"],
  signal: AbortSignal,
): Promise<string | undefined> {
  const backend = readBackend("draft", { ...draft, name: "" });
  const address = backend && backendAddress(backend);
  if (address === undefined || reachOf(address) !== "computer") return undefined;
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(FIND_MS)]);
  const others = USUAL_PORTS.map((port) => withPort(address, port)).filter((url) => url !== address);
  const found = await Promise.all(
    others.map(async (baseUrl) => {
      try {
        const config = { ...(isRecord(draft.config) && draft.config), baseUrl };
        await (await openDraft({ type: draft.type, config })).listModels(inTime);
        return baseUrl;
      } catch {
        // Another one may be there.
        return undefined;
      }
    }),
  );
  return found.find((baseUrl) => baseUrl !== undefined);
}

function withPort(address: string, port: number): string {
  const url = new URL(address);
  url.port = String(port);
  return url.href.replace(/\/$/, "");
}
