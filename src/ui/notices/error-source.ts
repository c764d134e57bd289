import { backendAddress, reachOfBackend } from "../../backends/address.ts";
import type { UsableBackend } from "../../backends/backend.ts";

/**
 * What a backend is for a person who reads that it failed: a chat site that anybody may ask, a company where they have an
 * account, a server on their computer or in their network, Ollama on either, or the browser's own model. `other`: it is
 * not in the list any more.
 */
export const SOURCE_TYPES = [
  "site",
  "company",
  "computer",
  "network",
  "ollama",
  "ollama-network",
  "browser",
  "other",
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** Where a failure comes from. */
export interface ErrorSource {
  type: SourceType;
  /** What the person calls it. */
  name: string;
  /** Where it is asked: its host, with its port. The name, where it has no address. */
  place: string;
}

/**
 * Returns where a failure comes from.
 * @param backend undefined: it is not in the list any more
 * @param name how it was known when it was asked
 */
export function errorSource(backend: UsableBackend | undefined, name: string): ErrorSource {
  if (backend === undefined) return { type: "other", name, place: name };
  const address = backendAddress(backend);
  const place = address === undefined ? backend.name : new URL(address).host;
  return { type: sourceType(backend), name: backend.name, place };
}

function sourceType(backend: UsableBackend): SourceType {
  if (backend.type === "chatgptt") return "site";
  if (backend.type === "built-in") return "browser";
  const reach = reachOfBackend(backend);
  if (reach === "account" || reach === "public") return "company";
  if (backend.type !== "ollama") return reach;
  return reach === "computer" ? "ollama" : "ollama-network";
}
