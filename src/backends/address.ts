import { ANTHROPIC_URL } from "../providers/anthropic/config.ts";
import { GEMINI_URL } from "../providers/gemini/config.ts";
import { OLLAMA_URL } from "../providers/ollama/config.ts";
import type { Reach } from "../providers/provider.ts";
import { reachOf } from "../providers/transport/host-reach.ts";
import type { UsableBackend } from "./backend.ts";

/** Returns where a backend is asked; undefined for the browser's own model. */
export function backendAddress(backend: UsableBackend): string | undefined {
  switch (backend.type) {
    case "chatgptt":
      return backend.config.url;
    case "openai-compatible":
      return backend.config.baseUrl;
    case "anthropic":
      return backend.config.baseUrl ?? ANTHROPIC_URL;
    case "gemini":
      return backend.config.baseUrl ?? GEMINI_URL;
    case "ollama":
      return backend.config.baseUrl ?? OLLAMA_URL;
    case "built-in":
      return undefined;
    default:
      return backend satisfies never;
  }
}

/** Returns who can read what a backend is sent: as the traits of its type say, without loading the type. */
export function reachOfBackend(backend: UsableBackend): Reach {
  const address = backendAddress(backend);
  if (address === undefined) return "computer";
  if (backend.type === "chatgptt") return "public";
  const reach = reachOf(address);
  return reach === "public" ? "account" : reach;
}
