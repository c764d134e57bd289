import { loadPersistently } from "../load-persistently.ts";
import { stylesToClasses } from "./maths-styles.ts";

/** Longer formulas are shown as they were written: no person writes one, and it could take seconds. */
const MAX_TEX_LENGTH = 5_000;
/** A formula in the part of an answer that grows is drawn many times. */
const MAX_REMEMBERED = 300;

/** Where the code could not be loaded, a formula that comes later than this, in ms, has it tried again. */
const PAUSE_MS = 10_000;

type Render = (tex: string, display: boolean) => string;

let loading: Promise<void> | undefined;
let render: Render | undefined;
let nextTry = 0;
const remembered = new Map<string, string | undefined>();

/** TeX as MathML; see `OptionalRenderers`. What is no TeX stays as it was written. */
export function maths(tex: string, display: boolean): string | Promise<void> | undefined {
  if (tex.length > MAX_TEX_LENGTH) return undefined;
  if (render === undefined) return performance.now() < nextTry ? undefined : (loading ??= load());
  const key = `${display ? "d" : "i"}${tex}`;
  if (remembered.has(key)) return remembered.get(key);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const html = tryToRender(render, tex, display);
  remembered.set(key, html);
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
