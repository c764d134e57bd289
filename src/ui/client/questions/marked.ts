import type { Source } from "../../../conversations/conversation.ts";

/** Returns what a command says of a text that holds this beside what the person has typed. */
export function marked(sources: readonly Source[]): { sources?: Source[] } {
  return sources.length > 0 ? { sources: [...sources] } : {};
}
