import { answerText } from "../answer-text.ts";
import { closedMarkdown } from "./closed-markdown.ts";
import type { Conversation, Message } from "../conversation.ts";
import { escapeHeading, plainToMarkdown } from "./plain-to-markdown.ts";

/** The words of the document, in the person's language. */
export interface MarkdownWords {
  you: string;
  assistant: string;
  /** Says how an answer came about, where that is not told by who gave it. Plain text; undefined: it is. */
  note(message: Message): string | undefined;
  /** Returns a time (ms since 1970) as people write it. */
  time(at: number): string;
}

/**
 * Returns a conversation as a Markdown document: the shown path, each message under a heading that says who and when.
 * Questions are plain text and look as they were typed. No answer reaches into what follows it.
 */
export function toMarkdown(conversation: Conversation, path: readonly Message[], words: MarkdownWords): string {
  const messages = path.map((message) => {
    const { role, model, createdAt } = message;
    const who = role === "user" ? words.you : [words.assistant, model && `(${model})`].filter(Boolean).join(" ");
    const text = answerText(message);
    const body = role === "user" ? plainToMarkdown(text) : closedMarkdown(text);
    const note = words.note(message);
    return `## ${escapeHeading(who)}, ${words.time(createdAt)}

${note === undefined ? "" : `> ${plainToMarkdown(note)}\n\n`}${body}
`;
  });
  return [`# ${escapeHeading(conversation.title)}\n`, ...messages].join("\n");
}
