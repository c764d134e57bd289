import type { HLJSApi } from "highlight.js";
import { LANGUAGES, languageId } from "./languages.ts";

/** Longer code is left without colours, in characters: reading it would hold up the view for longer than a frame or three. */
const MAX_CODE_LENGTH = 20_000;
/** Code in the part of an answer that grows, such as a list, is drawn many times. */
const MAX_REMEMBERED = 50;

let core: HLJSApi | undefined;
const loading = new Map<string, Promise<void>>();
const remembered = new Map<string, string>();

/** Code as HTML with a span for each word that has a colour; see `Extras`. */
export function highlight(code: string, name: string): string | Promise<void> | undefined {
  const id = languageId(name);
  if (id === undefined || code.length > MAX_CODE_LENGTH) return undefined;
  if (core?.getLanguage(id) === undefined) return loadOnce(id);
  const key = `${id} ${code}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const html = core.highlight(code, { language: id, ignoreIllegals: true }).value;
  remembered.set(key, html);
  return html;
}

/** undefined, once it turned out that the language cannot be loaded. */
function loadOnce(id: string): Promise<void> | undefined {
  const started = loading.get(id);
  if (started !== undefined) return failed.has(id) ? undefined : started;
  const promise = load(id).catch(() => void failed.add(id));
  loading.set(id, promise);
  return promise;
}
const failed = new Set<string>();

async function load(id: string): Promise<void> {
  const ids = [id, ...(LANGUAGES[id]?.needs ?? [])];
  const [loadedCore, ...grammars] = await Promise.all([
    import("highlight.js/lib/core"),
    ...ids.map((each) => LANGUAGES[each]?.load()),
  ]);
  core ??= loadedCore.default;
  for (const [index, each] of ids.entries()) {
    const grammar = grammars[index];
    if (grammar !== undefined) core.registerLanguage(each, grammar.default);
  }
}
