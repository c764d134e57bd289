import type { CodeBlocks } from "./code-blocks.ts";
import type { FirstLetters } from "./first-letter.ts";
import { type FormatCosts, formatLines } from "./format-stream.ts";
import type { HiddenCost } from "./hidden.ts";
import type { HistoryFigures } from "./history.ts";
import type { IdleCost } from "./idle.ts";
import type { LargePage } from "./large-page.ts";
import type { LongConversation } from "./long-conversation.ts";
import { alone, line, type Line, megabytes, milliseconds, percentile, seconds } from "./report-lines.ts";
import type { Sizes } from "./sizes.ts";
import type { StartTimes } from "./start.ts";
import type { StreamResult } from "./streams.ts";

export interface Measured {
  browserVersion: string;
  streams: StreamResult[];
  formats: FormatCosts;
  firstLetters: FirstLetters;
  largePage: LargePage;
  starts: StartTimes;
  long: LongConversation;
  codeBlocks: CodeBlocks;
  hidden: HiddenCost;
  idle: IdleCost;
  histories: HistoryFigures[];
  sizes: Sizes;
}

/** The report as Markdown. */
export function writeReport(measured: Measured): string {
  const lines = [
    ...measured.streams.flatMap(streamLines),
    ...perToken(measured.streams),
    ...formatLines(measured.formats),
    ...otherLines(measured),
    ...measured.histories.flatMap(historyLines),
  ];
  const rows = lines.map(
    ({ what, ours, raw, ratio, limit, holds }) =>
      `| ${what} | ${ours} | ${raw} | ${ratio} | ${limit} | ${limit && (holds ? "yes" : "**no**")} |`,
  );
  return `# Benchmarks

Measured on ${new Date().toISOString().slice(0, 10)} with Chromium ${measured.browserVersion.replace(/^\D+/, "")}, headless, by \`npm run bench\`: the production
build against the practice site on the same machine. Only what stands in one line can be compared: times depend on the machine
and on what else it does. "Raw" is a bare page that fetches the same stream and appends each token as a text node; for the start
it is an empty page of the extension, for a page of 2 MB one that asks for it and parses it, for a first search one that reads the
rows and looks through none, for an import one that adds as many rows to a store without an index, and for a panel in which
nothing happens one that never connects again.

| What | Ours | Raw | Ratio | Must reach | Holds |
| --- | ---: | ---: | ---: | --- | --- |
${rows.join("\n")}
`;
}

function streamLines({ name, tokens, raw, ours }: StreamResult): Line[] {
  const burst = name.includes("burst");
  const done = line(`${name}: done`, ours.doneMs, raw.doneMs, seconds, ...limitOfDone());
  function limitOfDone(): [string, boolean] {
    return burst
      ? ["1.5 × raw", ours.doneMs <= 1.5 * raw.doneMs]
      : ["within 100 ms of the stream's end", ours.lagMs <= 100];
  }
  const longest = tokens <= 2_000 ? 50 : 100;
  return [
    done,
    line(
      `${name}: after the stream's end`,
      ours.lagMs,
      raw.lagMs,
      milliseconds,
      burst ? "" : "100 ms",
      burst || ours.lagMs <= 100,
    ),
    line(
      `${name}: main thread`,
      ours.mainThreadMs,
      raw.mainThreadMs,
      seconds,
      burst ? "" : "1.5 × raw",
      burst || ours.mainThreadMs <= 1.5 * raw.mainThreadMs,
    ),
    line(`${name}: of that, script`, ours.scriptMs, raw.scriptMs, seconds, "", true),
    line(`${name}: of that, style and layout`, ours.layoutMs, raw.layoutMs, seconds, "", true),
    {
      ...line(
        `${name}: longest task`,
        ours.longestTaskMs,
        raw.longestTaskMs,
        milliseconds,
        burst ? "" : `none over ${longest} ms`,
        burst || ours.longestTaskMs <= longest,
      ),
      ours: `${milliseconds(ours.longestTaskMs)} (${ours.longTasks} over 50 ms)`,
    },
    line(
      `${name}: heap`,
      ours.heapMb,
      raw.heapMb,
      (value) => `${value.toFixed(1)} MB`,
      tokens === 8_000 ? "30 MB" : "",
      tokens !== 8_000 || ours.heapMb <= 30,
    ),
  ];
}

function perToken(streams: readonly StreamResult[]): Line[] {
  const [short, long] = streams;
  if (short === undefined || long === undefined) return [];
  const [ours, before] = [long.ours.mainThreadMs / long.tokens, short.ours.mainThreadMs / short.tokens];
  const [raw] = [long.raw.mainThreadMs / long.tokens];
  return [
    {
      ...line("main thread per token at 8,000 tokens", ours, raw, (value) => `${value.toFixed(2)} ms`, "", true),
      limit: `1.3 × that at 2,000 (${before.toFixed(2)} ms; ${(ours / before).toFixed(2)} ×)`,
      holds: ours <= 1.3 * before,
    },
  ];
}

/** A history has little that is raw to be compared with: reading its rows, and nothing else. */
function historyLines({ messages, ...figures }: HistoryFigures): Line[] {
  const limit = messages <= 10_000 ? 50 : 500;
  const stored = `${messages.toLocaleString("en")} messages stored`;
  return [
    alone(`${stored}: panel usable`, milliseconds(figures.panelMs), "300 ms", figures.panelMs <= 300),
    alone(`${stored}: panel with its last conversation`, milliseconds(figures.conversationMs), "", true),
    line(
      `${stored}: first search, a second after the list was opened`,
      figures.firstSearchMs,
      figures.rowsMs,
      milliseconds,
      `${limit} ms`,
      figures.firstSearchMs <= limit,
    ),
    alone(`${stored}: search`, milliseconds(figures.searchMs), `${limit} ms`, figures.searchMs <= limit),
    alone(`${stored}: list`, milliseconds(figures.listMs), "", true),
    alone(
      `${stored}: heap of the panel with the list`,
      megabytes(figures.panelHeapBytes),
      "60 MB",
      figures.panelHeapBytes <= 60e6,
    ),
    ...importLines(stored, figures),
  ];
}

function importLines(stored: string, figures: Omit<HistoryFigures, "messages">): Line[] {
  const { fileBytes, importMs, addingMs, addingRowsMs, longestWaitMs } = figures;
  return [
    alone(`${stored}: import of ${megabytes(fileBytes)}`, seconds(importMs), "10 s", importMs <= 10_000),
    line(`${stored}: of that, adding`, addingMs, addingRowsMs, seconds, "", true),
    alone(
      `${stored}: longest wait to store a question meanwhile`,
      milliseconds(longestWaitMs),
      "200 ms",
      longestWaitMs <= 200,
    ),
  ];
}

function otherLines({ firstLetters, largePage, starts, long, codeBlocks, hidden, idle, sizes }: Measured): Line[] {
  const [ourLetter, rawLetter] = [percentile(firstLetters.ours, 0.95), percentile(firstLetters.raw, 0.95)];
  const [panel, empty] = [percentile(starts.panel, 0.5), percentile(starts.empty, 0.5)];
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  const startScript = sizes.startScript["sidepanel.html"] ?? Number.NaN;
  return [
    line(
      "first byte to first letter (95th percentile)",
      ourLetter,
      rawLetter,
      milliseconds,
      "raw + 30 ms",
      ourLetter <= rawLetter + 30,
    ),
    alone(
      "requests before the POST of later questions",
      String(firstLetters.extraRequests),
      "0",
      firstLetters.extraRequests === 0,
    ),
    line(
      "page of 2 MB asked for, read, and used (median)",
      percentile(largePage.large, 0.5),
      percentile(largePage.raw, 0.5),
      milliseconds,
      "150 ms",
      percentile(largePage.large, 0.5) <= 150,
    ),
    alone("usual page asked for, read, and used (median)", milliseconds(percentile(largePage.small, 0.5)), "", true),
    line(
      "panel opened to a usable text box (median)",
      panel,
      empty,
      milliseconds,
      "1.5 × empty + 100 ms",
      panel <= 1.5 * empty + 100,
    ),
    alone("1,000 messages: opened", milliseconds(long.openMs), "300 ms", long.openMs <= 300),
    alone(
      "1,000 messages: scrolled",
      `${long.longTasksWhileScrolling} long tasks, longest ${milliseconds(long.longestTaskWhileScrollingMs)}`,
      "no long tasks",
      long.longTasksWhileScrolling === 0,
    ),
    alone(
      "1,000 messages: jumped to the start and to the end",
      `${long.longTasksWhileJumping} long tasks, longest ${milliseconds(long.longestTaskWhileJumpingMs)}`,
      "no long tasks",
      long.longTasksWhileJumping === 0,
    ),
    alone(
      "20 blocks of code, 19,000 characters each: opened again",
      `${codeBlocks.longTasks} long tasks, longest ${milliseconds(codeBlocks.longestTaskMs)}`,
      "no long tasks",
      codeBlocks.longTasks === 0,
    ),
    alone("20 blocks of code: all have their colours", milliseconds(codeBlocks.colouredMs), "", true),
    alone("1,000 tokens at 200/s: CPU of the panel", milliseconds(hidden.seenMs), "", true),
    alone(
      "1,000 tokens at 200/s: CPU of the panel while it is hidden",
      milliseconds(hidden.hiddenMs),
      "a tenth of that",
      hidden.hiddenMs <= hidden.seenMs / 10,
    ),
    line(
      "95 s with 1,000 messages on screen, and nothing happens: CPU of background and panel",
      idle.panelMs,
      idle.withoutPortMs,
      milliseconds,
      "1.2 × raw",
      idle.panelMs <= 1.2 * idle.withoutPortMs,
    ),
    alone("panel: script before the first letter, gzip", kilobytes(startScript), "60 kB", startScript <= 60_000),
    alone("packed extension", kilobytes(sizes.packed), "500 kB", sizes.packed <= 500_000),
  ];
}
