import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type * as MarkdownModule from "../../../markdown/markdown-module.ts";
import { loadPersistently } from "../../../markdown/load-persistently.ts";
import { announce } from "../../kit/live-region.tsx";
import { markdownLabels } from "./markdown-labels.ts";
import { showBare } from "./bare-text.ts";
import { useHasBeenVisible } from "../../kit/use-has-been-visible.ts";

/** Loaded when there is an answer, or nothing else to do: a panel can be typed into before. */
let loading: Promise<typeof MarkdownModule> | undefined;
let loaded: typeof MarkdownModule | undefined;

/** undefined where it cannot be loaded: the bare text stays, and what comes next has it tried again. */
async function load(): Promise<typeof MarkdownModule | undefined> {
  loading ??= loadPersistently(() => import("../../../markdown/markdown-module.ts"));
  try {
    loaded = await loading;
  } catch {
    loading = undefined;
  }
  return loaded;
}

/** Loads the Markdown code when the browser has nothing else to do, so that the first answer need not wait for it. */
export function loadMarkdownWhenIdle(): void {
  requestIdleCallback(() => void load());
}

/** So many characters before the end of the old text are looked at to see whether the new one goes on from it. */
const COMPARED_LENGTH = 64;

/** A browser that has much to do tells what is new all the same. */
const TOLD_SOON: IdleRequestOptions = { timeout: 500 };

export interface MarkdownTextProps {
  text: string;
  /** More text may come. */
  running: boolean;
}

/**
 * An answer, drawn as Markdown while it grows. Until the Markdown code is here, and while an answer that has ended is far
 * from what is seen, the bare text is shown: a long conversation opens at once, and the browser finds words in it.
 */
export function MarkdownText({ text, running }: MarkdownTextProps) {
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<MarkdownModule.MarkdownView>(undefined);
  const leave = useRef(new AbortController());
  const shown = useRef({ text: "", running });
  /** It came while it was looked at: what ended before it was shown is what one goes back to. */
  const isNew = useRef(running);
  const ready = useSignal(loaded);
  const seen = useHasBeenVisible(element, running);

  useEffect(() => {
    if (ready.value === undefined) void load().then((module) => (ready.value = module));
  }, [running]);

  useEffect(() => () => leave.current.abort(), []);

  useLayoutEffect(() => {
    if (element.current === null) return;
    if (ready.value === undefined || !seen.value) {
      showBare(element.current, text);
      return;
    }
    const { createMarkdownView, spokenText, colouring } = ready.value;
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
          // Not before it is seen: it can be long.
          requestIdleCallback(() => {
            if (!leave.current.signal.aborted) announce(blocks.map(spokenText).join("\n"));
          }, TOLD_SOON);
        },
      });
    }
    isNew.current ||= running;
    hand(view.current, shown.current, { text, running });
    shown.current = { text, running };
  }, [text, running, ready.value, seen.value]);

  return <div ref={element} class="markdown" />;
}

interface Shown {
  text: string;
  running: boolean;
}

/**
 * Hands on what is new alone. While an answer runs its text only grows, so that looking at the end of the old one is
 * enough; when it has ended, the whole is compared.
 */
function hand(view: MarkdownModule.MarkdownView, before: Shown, now: Shown): void {
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
