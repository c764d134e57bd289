import type { Command } from "../../port/commands.ts";
import type { ShownConversation } from "./conversation-state.ts";

/** An answer that was being written when the connection broke, as far as it stands here. */
export function recoverCommand(conversationId: string, { path, message }: ShownConversation): Command[] {
  const last = message(path.value.at(-1) ?? "")?.value;
  if (last?.state !== "streaming") return [];
  return [{ type: "recover", conversationId, messageId: last.id, text: last.text }];
}
