import type { Command } from "../../port/commands.ts";
import type { ShownConversation } from "./conversation-state.ts";

/**
 * Tells the background how much of a running answer was shown when the connection broke. Empty: no answer was running.
 */
export function recoverCommand(conversationId: string, { path, message }: ShownConversation): Command[] {
  const last = message(path.value.at(-1) ?? "")?.value;
  if (last?.state !== "streaming") return [];
  return [{ type: "recover", conversationId, messageId: last.id, text: last.text }];
}
