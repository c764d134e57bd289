import type { Entries } from "../entries/entries.ts";
import { changeRaw, isRecord } from "../entries/ordered-entries.ts";
import { BACKEND_KIND } from "./backends.ts";
import { requireUsable } from "./update-backend.ts";

/**
 * Lets the questions of a backend take so many tokens, and keeps all else that is stored of it. Takes nothing away: a
 * higher number stays.
 * @throws ChatError of kind `no-backend` if it is not there any more or unreadable
 */
export function allowContext(entries: Entries, id: string, tokens: number): Promise<void> {
  const key = BACKEND_KIND.prefix + id;
  return entries.change((stored) => {
    requireUsable(stored, id);
    const raw = stored[key];
    const config = isRecord(raw) && isRecord(raw["config"]) ? raw["config"] : {};
    const { contextTokens: before } = config;
    const contextTokens = Math.max(tokens, typeof before === "number" ? before : 0);
    return { set: { [key]: changeRaw(raw, { config: { ...config, contextTokens } }) } };
  });
}
