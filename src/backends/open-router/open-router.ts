import { PRESETS } from "../../providers/openai-compatible/presets.ts";
import type { BackendOf, UsableBackend } from "../backend.ts";

/** The base of all requests to OpenRouter. */
export const OPEN_ROUTER_URL = PRESETS.openrouter.baseUrl;

/** Whether a backend is OpenRouter itself, where the key of an account there is of use. */
export function isOpenRouter(backend: UsableBackend): backend is BackendOf<"openai-compatible"> {
  return backend.type === "openai-compatible" && backend.config.baseUrl === OPEN_ROUTER_URL;
}
