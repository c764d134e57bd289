import type { Page } from "@playwright/test";
import { END_SENTINEL } from "../practice-site/practice-site.ts";

/** What one answer cost a page, in ms and MB. */
export interface AnswerCost {
  /** From the question to the last line on screen. */
  doneMs: number;
  /** From the end of the stream to the last line on screen. */
  lagMs: number;
  mainThreadMs: number;
  scriptMs: number;
  layoutMs: number;
  longTasks: number;
  longestTaskMs: number;
  heapMb: number;
}

interface Watched {
  start: number;
  done: Promise<number>;
  longTasks: number[];
}

declare global {
  /** Only inside a page that is measured. */
  var watched: Watched;
}

/** Measures one answer. `ask` asks, inside the page; `streamEnd` gives the time at which the server had sent all. */
export async function measureAnswer(
  page: Page,
  last: string,
  ask: () => Promise<void>,
  streamEnd: () => Promise<number>,
): Promise<AnswerCost> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  await page.evaluate(watch, [last, END_SENTINEL] as const);
  const before = await readMetrics();
  const ending = streamEnd();
  await ask();
  const { start, done } = await page.evaluate(async () => {
    const end = await watched.done;
    return { start: performance.timeOrigin + watched.start, done: performance.timeOrigin + end };
  });
  const after = await readMetrics();
  const longTasks = await page.evaluate(() => watched.longTasks);
  await session.send("HeapProfiler.collectGarbage");
  const { JSHeapUsedSize: heap = 0 } = await readMetrics();
  await session.detach();
  const spent = (name: string): number => ((after[name] ?? 0) - (before[name] ?? 0)) * 1000;
  return {
    doneMs: done - start,
    lagMs: done - (await ending),
    mainThreadMs: spent("TaskDuration"),
    scriptMs: spent("ScriptDuration"),
    layoutMs: spent("LayoutDuration") + spent("RecalcStyleDuration"),
    longTasks: longTasks.length,
    longestTaskMs: Math.max(0, ...longTasks),
    heapMb: heap / 1e6,
  };

  async function readMetrics(): Promise<Record<string, number>> {
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }
}

/** Runs inside the page: notes the key that asks, long tasks, and the frame in which the last line stands there. */
function watch([last, sentinel]: readonly [string, string]): void {
  const longTasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime >= globalThis.watched.start) longTasks.push(duration);
    }
  }).observe({ type: "longtask" });
  const done = new Promise<number>((resolve) => {
    function look(): void {
      // A token may be a part of the word.
      const answer = document.querySelector(last);
      // Ours stand in groups. Looking through the whole answer with each frame would be measured too.
      const nodes = lastNodes(answer?.lastElementChild?.className === "blocks" ? answer.lastElementChild : answer);
      const shown = nodes.map((node) => node.textContent).join("");
      if (shown.slice(-80).includes(sentinel)) resolve(performance.now());
      else requestAnimationFrame(look);
    }
    requestAnimationFrame(look);
  });
  function lastNodes(element: Element | null): Node[] {
    const nodes: Node[] = [];
    for (let node = element?.lastChild ?? null; node !== null && nodes.length < 12; node = node.previousSibling)
      nodes.unshift(node);
    return nodes;
  }
  globalThis.watched = { start: performance.now(), done, longTasks };
  addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Enter") globalThis.watched.start = performance.now();
    },
    { capture: true, once: true },
  );
}
