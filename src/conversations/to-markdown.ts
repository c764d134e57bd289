import type { Conversation, Message } from "./conversation.ts";

export interface MarkdownWords {
  you: string;
  assistant: string;
  /** A moment (ms since 1970) as people write it. */
  time(at: number): string;
}

/** A conversation as a Markdown document: the shown path, each message under a heading with who and when. */
export function toMarkdown(conversation: Conversation, path: readonly Message[], words: MarkdownWords): string {
  const messages = path.map(({ role, text, model, createdAt }) => {
    const who = role === "user" ? words.you : [words.assistant, model && `(${model})`].filter(Boolean).join(" ");
    return `## ${who}, ${words.time(createdAt)}\n\n${text.trim()}\n`;
  });
  return [`# ${conversation.title}\n`, ...messages].join("\n");
}
