/** What is loaded with the first answer, in one go. */
export { createMarkdownView, type MarkdownView } from "./markdown-view.ts";
export { spokenText } from "./spoken-text.ts";
