import { createColouring } from "./code/colouring.ts";

/** One chunk, loaded with the first answer or when the view is idle. */
export { createMarkdownView, type MarkdownView } from "./markdown-view.ts";
export { copiedSelection } from "./text/copied-selection.ts";
export { spokenText } from "./text/spoken-text.ts";

/** The colouring of all answers of a page. They share one worker. */
export const colouring = createColouring(
  () => new Worker(new URL("./code/colour-worker.ts", import.meta.url), { type: "module" }),
);
