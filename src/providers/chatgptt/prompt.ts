import type { ChatMessage } from "../provider.ts";

const ROLE_NAMES: Readonly<Record<ChatMessage["role"], string>> = {
  system: "System",
  user: "User",
  assistant: "Assistant",
};

/** Follows the last line, so that the model goes on with the answer. */
const ANSWER_CUE = "Assistant:";

/** An indent that matters, as in code. */
const INDENTED = /^(?: {2}|\t)/;

/**
 * Writes a whole conversation as one text, for backends that take only one.
 * - A single user message stands alone, unless the site would misread it (protocol §2, §3).
 * - Otherwise each message becomes a `Role: text` line, with `Assistant:` at the end. Blank messages are left out.
 * - Texts are not trimmed. An indented one begins on a line of its own.
 */
export function toPrompt(messages: readonly ChatMessage[]): string {
  const spoken = messages.filter((message) => message.text.trim() !== "");
  const [only] = spoken;
  if (only === undefined) return toLines(messages.slice(-1));
  if (spoken.length === 1 && only.role === "user" && isSafeAlone(only.text)) return only.text;
  return toLines(spoken);
}

function toLines(messages: readonly ChatMessage[]): string {
  const lines = messages.map(({ role, text }) => `${ROLE_NAMES[role]}:${INDENTED.test(text) ? "\n" : " "}${text}`);
  return [...lines, ANSWER_CUE].join("\n");
}

/**
 * Whether the site passes the text to the model unchanged. It takes `0` for empty and JSON with `stream_context` for a
 * command, and removes the indent of a first line.
 */
function isSafeAlone(text: string): boolean {
  const trimmed = text.trim();
  const losesIndentation = INDENTED.test(text) && trimmed.includes("\n");
  return !losesIndentation && trimmed !== "0" && !isStreamContext(trimmed);
}

function isStreamContext(text: string): boolean {
  if (!/^[[{"]/.test(text)) return false;
  // Escapes in the name are visible only after parsing. Text that does not parse here might still parse on the site.
  if (text.includes("stream_context")) return true;
  try {
    return JSON.stringify(JSON.parse(text)).includes("stream_context");
  } catch {
    return false;
  }
}
