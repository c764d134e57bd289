import { loadPersistently } from "../load-persistently.ts";
import { stylesToClasses } from "./maths-styles.ts";

/**
 * Longest formula that is drawn, in characters. Longer ones stay as written: nobody writes them, and drawing could take
 * seconds.
 */
const MAX_TEX_LENGTH = 5_000;
/** How many formulas are cached, because a formula in the growing part of an answer is drawn many times. */
const MAX_CACHED = 300;

/** Pause in ms after loading failed. A formula that comes later tries again. */
const PAUSE_MS = 10_000;

type Render = (tex: string, display: boolean) => string;

let loading: Promise<void> | undefined;
let render: Render | undefined;
let nextTry = 0;
const cached = new Map<string, string | undefined>();

/** Draws TeX as MathML. See `OptionalRenderers`. Invalid TeX gives undefined and stays as written. */
export function maths(tex: string, display: boolean): string | Promise<void> | undefined {
  if (tex.length > MAX_TEX_LENGTH) return undefined;
  if (render === undefined) return performance.now() < nextTry ? undefined : (loading ??= load());
  const key = `${display ? "d" : "i"}${tex}`;
  if (cached.has(key)) return cached.get(key);
  if (cached.size >= MAX_CACHED) cached.clear();
  const html = tryToRender(render, tex, display);
  cached.set(key, html);
  return html;
}

async function load(): Promise<void> {
  try {
    const { default: temml } = await loadPersistently(() => import("temml"));
    render = (tex, displayMode) =>
      stylesToClasses(
        temml.renderToString(tex, { displayMode, throwOnError: true, trust: false, strict: false, maxExpand: 500 }),
      );
  } catch {
    nextTry = performance.now() + PAUSE_MS;
  }
  loading = undefined;
}

function tryToRender(draw: Render, tex: string, display: boolean): string | undefined {
  try {
    return draw(tex, display);
  } catch {
    return undefined;
  }
}
