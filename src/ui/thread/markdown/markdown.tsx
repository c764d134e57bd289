import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { MarkdownView } from "../../../markdown/markdown-module.ts";
import { announce } from "../../kit/live-region.tsx";
import { markdownCode } from "./markdown-code.ts";
import { markdownLabels } from "./markdown-labels.ts";
import { showBare } from "./bare-text.ts";
import { useHasBeenVisible } from "../../kit/use-has-been-visible.ts";

/** How many characters at the end of the old text are compared, to see whether the new text continues it. */
const COMPARED_LENGTH = 64;

/** In ms. A busy browser announces new text after this time at the latest. */
const ANNOUNCED_SOON: IdleRequestOptions = { timeout: 500 };

export interface MarkdownTextProps {
  text: string;
  /** Whether more text may come. */
  running: boolean;
}

/**
 * Draws an answer as Markdown while it grows. Shows the bare text until the Markdown code is loaded, and for a finished
 * answer far out of view. So a long conversation opens at once, and the browser can still find words in it.
 */
export function MarkdownText({ text, running }: MarkdownTextProps) {
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<MarkdownView>(undefined);
  const leave = useRef(new AbortController());
  const shown = useRef({ text: "", running });
  /** Whether the answer arrived while it was shown. Only then is it announced. */
  const isNew = useRef(running);
  const code = markdownCode.module.value;
  const seen = useHasBeenVisible(element, running);

  useEffect(() => {
    void markdownCode.load();
  }, [running]);

  useEffect(() => () => leave.current.abort(), []);

  useLayoutEffect(() => {
    if (element.current === null) return;
    if (code === undefined || !seen.value) {
      showBare(element.current, text);
      return;
    }
    const { createMarkdownView, spokenText, colouring } = code;
    if (view.current === undefined) {
      element.current.textContent = "";
      view.current = createMarkdownView(element.current, {
        labels: markdownLabels(),
        copy: (copied) => navigator.clipboard.writeText(copied),
        announce,
        colouring,
        signal: leave.current.signal,
        onComplete(blocks) {
          if (!isNew.current) return;
          // After it is drawn, because it can be long.
          requestIdleCallback(() => {
            if (!leave.current.signal.aborted) announce(blocks.map(spokenText).join("\n"));
          }, ANNOUNCED_SOON);
        },
      });
    }
    isNew.current ||= running;
    hand(view.current, shown.current, { text, running });
    shown.current = { text, running };
  }, [text, running, code, seen.value]);

  return <div ref={element} class="markdown" />;
}

interface Shown {
  text: string;
  running: boolean;
}

/**
 * Passes on only what is new. While an answer runs its text only grows, so comparing the end of the old text is enough.
 * When it has ended, the whole text is compared.
 */
function hand(view: MarkdownView, before: Shown, now: Shown): void {
  if (!now.running && !before.running && now.text === before.text) return;
  const { length } = before.text;
  const from = Math.max(0, length - COMPARED_LENGTH);
  const grows =
    before.running &&
    now.text.length >= length &&
    (now.running ? now.text.slice(from, length) === before.text.slice(from) : now.text.startsWith(before.text));
  if (!grows) view.show(now.text);
  else if (now.text.length > length) view.append(now.text.slice(length));
  if (!now.running) view.finish();
}
