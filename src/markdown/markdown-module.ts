import { createColouring } from "./code/colouring.ts";

/** What is loaded with the first answer, in one go. */
export { createMarkdownView, type MarkdownView } from "./markdown-view.ts";
export { spokenText } from "./text/spoken-text.ts";

/** All answers of a page share a worker. */
export const colouring = createColouring(
  () => new Worker(new URL("./code/colour-worker.ts", import.meta.url), { type: "module" }),
);
