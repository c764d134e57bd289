import type { ChatMessage } from "../provider.ts";

const ROLE_NAMES: Readonly<Record<ChatMessage["role"], string>> = {
  system: "System",
  user: "User",
  assistant: "Assistant",
};

/** Written behind the last line, so that the model goes on with the answer. */
const ANSWER_CUE = "Assistant:";

/** Blanks that mean something, as those of code do. */
const INDENTED = /^(?: {2}|\t)/;

/**
 * The whole conversation as one text, for backends that take one text only. A single user message goes alone; several
 * become `Role: text` lines, blank ones left out, ending in `Assistant:`. A single message that the site would misread
 * bare (protocol §2, §3) goes as such lines too. Texts are passed on as they are, not trimmed; one that is indented
 * begins on a line of its own.
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
 * Whether the site hands the text to the model as it is: `0` counts as empty there, JSON with `stream_context` is an order, and
 * the indentation of a first line is cut off.
 */
function isSafeAlone(text: string): boolean {
  const trimmed = text.trim();
  const losesIndentation = INDENTED.test(text) && trimmed.includes("\n");
  return !losesIndentation && trimmed !== "0" && !isStreamContext(trimmed);
}

function isStreamContext(text: string): boolean {
  if (!/^[[{"]/.test(text)) return false;
  // The name can be spelt with escapes, which only parsing sees; what does not parse here might still parse there.
  if (text.includes("stream_context")) return true;
  try {
    return JSON.stringify(JSON.parse(text)).includes("stream_context");
  } catch {
    return false;
  }
}
