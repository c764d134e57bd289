import type { ChatMessage } from "../provider.ts";

/** A conversation as every server takes it. */
export interface Turns {
  /** All system messages. Absent: there is none. */
  system?: string;
  /** Begins with the user, ends with the user, and changes between the two each time. No text is blank. */
  turns: readonly { role: "user" | "assistant"; text: string }[];
}

/**
 * Puts a conversation into the form that satisfies everybody:
 * - Blank messages are left out. Two in a row of one role are joined, because many templates refuse them.
 * - What the assistant said before the first question is left out, and what it said last: some servers would continue it.
 */
export function toTurns(messages: readonly ChatMessage[]): Turns {
  const said = messages.filter(({ text }) => text.trim() !== "");
  const system = said.flatMap(({ role, text }) => (role === "system" ? [text] : [])).join("\n\n");
  const turns: { role: "user" | "assistant"; text: string }[] = [];
  for (const { role, text } of said) {
    const last = turns.at(-1);
    if (role === "system" || (last === undefined && role === "assistant")) continue;
    if (last?.role === role) last.text += `\n\n${text}`;
    else turns.push({ role, text });
  }
  if (turns.at(-1)?.role === "assistant") turns.pop();
  return { ...(system !== "" && { system }), turns };
}
