import { useEffect } from "preact/hooks";
import { markdownCode } from "./markdown-code.ts";

/**
 * Copies selected parts of a conversation as they were written, without the buttons beside them. Before the Markdown code
 * is loaded nothing is drawn of what was written, so the browser copies what is there.
 */
export function useCopiedSelection(): void {
  useEffect(() => {
    const leaving = new AbortController();
    document.addEventListener("copy", copy, { signal: leaving.signal });
    return () => leaving.abort();
  }, []);
}

function copy(event: ClipboardEvent): void {
  const copiedSelection = markdownCode.module.value?.copiedSelection;
  const selection = document.getSelection();
  if (copiedSelection === undefined || selection === null || selection.isCollapsed) return;
  if (event.defaultPrevented || event.clipboardData === null) return;
  // A text box has its own selection.
  if (event.target instanceof Element && event.target.closest("input, textarea") !== null) return;
  const log = document.querySelector(".log");
  if (log === null || !selection.containsNode(log, true)) return;
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  const { text, html } = copiedSelection(ranges);
  event.clipboardData.setData("text/plain", text);
  event.clipboardData.setData("text/html", html);
  event.preventDefault();
}
