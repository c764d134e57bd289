import * as z from "zod/mini";
import { elementsWith } from "./elements-with.ts";
import { findJsonObject, parseJson } from "./json-object.ts";
import type { ParsedElement } from "./parse-html.ts";

/** Generation 1 (plugin up to 2.2), protocol §1 and §2. */
export interface Generation1Tokens {
  generation: 1;
  /**
   * What was found; it decides the action. `pair`: an element with a nonce and a post id that may be another plugin's.
   * `params`: no element, only the page's script settings.
   */
  source: "shortcode" | "widget" | "pair" | "params";
  /** Where to post: https or the page's own origin, and always the page's host. */
  endpoint: string;
  nonce: string;
  postId: string;
  botId: string;
  /** The address that the chat element names as its own. */
  pageUrl: string;
  /** Of the plugin, where the page tells it. */
  version?: string | undefined;
}

/** Generation 2 (plugin 2.3 and later), protocol §1 and §3. */
export interface Generation2Tokens {
  generation: 2;
  endpoint: string;
  nonce: string;
  postId: string;
  botId: string;
}

export type Tokens = Generation1Tokens | Generation2Tokens;

/** What marks the only elements of a page that can carry tokens. */
const TOKEN_ATTRIBUTES: ReadonlySet<string> = new Set(["data-nonce", "data-config"]);

/** The same elements. Handed to `ParseHtml`; kept narrow, since the answer crosses processes. */
export const TOKEN_SELECTOR = "[data-nonce], [data-config]";

/** All of a page that has to be parsed to find its tokens. */
export function tokenHtml(html: string): string {
  return elementsWith(html, TOKEN_ATTRIBUTES);
}

const PLUGIN_FOLDER = "/gpt3-ai-content-generator/";

/** So many of the plugin's files are looked at for its version. */
const MAXIMUM_FILES = 50;

/** A page's script settings: `var wpaicgParams = {...}`. */
const SETTINGS_NAME = "wpaicgParams";

/** So many places are looked at: scripts name them some times. */
const MAXIMUM_SETTINGS = 20;

/** Of a place so much is read, in characters; settings have some hundred. */
const MAXIMUM_SETTINGS_LENGTH = 20_000;

const DEFAULT_ENDPOINT = "/wp-admin/admin-ajax.php";

/** WordPress makes 10 hex digits; sites that alter that are not turned away for it. */
const NONCE = /^[\w-]{4,64}$/;

const identifier = z.catch(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value) => String(value).trim()),
  ),
  "",
);
const optionalText = z.catch(z.optional(z.string()), undefined);

const widgetConfig = z.object({
  botId: identifier,
  postId: identifier,
  nonce: z.string().check(z.regex(NONCE)),
  ajaxUrl: optionalText,
});

const scriptSettings = z.object({
  ajax_url: optionalText,
  search_nonce: optionalText,
});

const RANKS = { shortcode: 0, widget: 2, pair: 3, params: 4 } as const satisfies Record<
  Generation1Tokens["source"],
  number
>;
const GENERATION_2_RANK = 1;

/** Attributes that the plugin's chat has and other plugins' elements have not. */
const CHAT_ATTRIBUTES = ["data-bot-id", "data-openai_stream_nav", "data-assistant-enabled"] as const;

type ScriptSettings = z.infer<typeof scriptSettings>;

/**
 * All tokens on a page, the best first: the shortcode of generation 1, elements of generation 2, widgets of generation 1
 * (protocol §1), then what may be a chat, then the script settings. Empty where the page has no chat.
 * @param elements what `TOKEN_SELECTOR` matched
 * @param html the page itself, for its script settings
 * @param pageUrl where the page was read from; nothing is ever posted to another host than this one
 */
export function readTokens(elements: readonly ParsedElement[], html: string, pageUrl: string): Tokens[] {
  const settings = readScriptSettings(html);
  const version = readPluginVersion(html);
  const found: Array<{ rank: number; tokens: Tokens }> = [];
  for (const element of elements) {
    const first = readGeneration1(element, settings, pageUrl);
    if (first && version !== undefined) first.version = version;
    if (first) found.push({ rank: RANKS[first.source], tokens: first });
    const second = readGeneration2(element, pageUrl);
    if (second) found.push({ rank: GENERATION_2_RANK, tokens: second });
  }
  const last = readLastResort(settings, pageUrl);
  if (last && version !== undefined) last.version = version;
  if (last) found.push({ rank: RANKS[last.source], tokens: last });
  return found.toSorted((one, other) => one.rank - other.rank).map(({ tokens }) => tokens);
}

function readGeneration1(
  { attributes }: ParsedElement,
  settings: ScriptSettings,
  pageUrl: string,
): Generation1Tokens | undefined {
  const nonce = attributes["data-nonce"]?.trim() ?? "";
  const source = readSource(attributes);
  if (!NONCE.test(nonce) || source === undefined) return undefined;
  return {
    generation: 1,
    source,
    endpoint: chooseEndpoint(settings.ajax_url, pageUrl),
    nonce,
    postId: readPostId(attributes["data-post-id"]),
    botId: attributes["data-bot-id"]?.trim() || "0",
    pageUrl: attributes["data-url"]?.trim() || withoutQuery(pageUrl),
  };
}

/** The number in it: the widget of 1.9.16 writes `<4`. */
function readPostId(attribute = ""): string {
  return /\d+/.exec(attribute)?.[0] ?? "";
}

/** Which chat an element is; `undefined` where it is another plugin's that has a nonce of its own. */
function readSource(attributes: ParsedElement["attributes"]): "shortcode" | "widget" | "pair" | undefined {
  const classes = attributes["class"]?.split(/\s+/) ?? [];
  const type = attributes["data-type"]?.trim();
  if (classes.includes("wpaicg-chat-shortcode") || type === "shortcode") return "shortcode";
  if (classes.includes("wpaicg-chatbox") || type === "widget") return "widget";
  if (attributes["data-post-id"] === undefined) return undefined;
  // Themes and caches rename classes; other attributes stay. Buttons for likes and votes have a nonce and a post id too.
  const ours = classes.some((name) => name.startsWith("wpaicg")) || CHAT_ATTRIBUTES.some((name) => name in attributes);
  return ours ? "shortcode" : "pair";
}

function readGeneration2({ attributes }: ParsedElement, pageUrl: string): Generation2Tokens | undefined {
  const config = z.safeParse(widgetConfig, parseJson(attributes["data-config"] ?? ""));
  if (!config.success || config.data.botId === "") return undefined;
  const { nonce, botId, postId, ajaxUrl } = config.data;
  return { generation: 2, endpoint: chooseEndpoint(ajaxUrl, pageUrl), nonce, botId, postId };
}

function readLastResort(settings: ScriptSettings, pageUrl: string): Generation1Tokens | undefined {
  const nonce = settings.search_nonce?.trim() ?? "";
  if (!NONCE.test(nonce)) return undefined;
  return {
    generation: 1,
    source: "params",
    endpoint: chooseEndpoint(settings.ajax_url, pageUrl),
    nonce,
    postId: "",
    botId: "0",
    pageUrl: withoutQuery(pageUrl),
  };
}

/** The plugin's version, from the address of one of its files: `…/gpt3-ai-content-generator/…?ver=1.8.96`. */
function readPluginVersion(html: string): string | undefined {
  let place = html.indexOf(PLUGIN_FOLDER);
  for (let tries = 0; place >= 0 && tries < MAXIMUM_FILES; tries += 1) {
    const address = /^[^\s"'<>]{0,300}/.exec(html.slice(place, place + 300))?.[0] ?? "";
    const version = /[?&;]ver=(\d{1,4}(?:\.\d{1,4}){1,3})(?![\w.])/.exec(address)?.[1];
    if (version !== undefined) return version;
    place = html.indexOf(PLUGIN_FOLDER, place + PLUGIN_FOLDER.length);
  }
  return undefined;
}

/** Found in the text of the page: handing on every inline script of it as an element would cost far more. */
function readScriptSettings(html: string): ScriptSettings {
  let place = html.indexOf(SETTINGS_NAME);
  for (let tries = 0; place >= 0 && tries < MAXIMUM_SETTINGS; tries += 1) {
    const start = place + SETTINGS_NAME.length;
    const assigned = /^\s{0,20}=\s{0,20}(?=\{)/.exec(html.slice(start, start + 50));
    const value = assigned && findJsonObject(html.slice(start + assigned[0].length, start + MAXIMUM_SETTINGS_LENGTH));
    const settings = z.safeParse(scriptSettings, value);
    if (settings.success) return settings.data;
    place = html.indexOf(SETTINGS_NAME, start);
  }
  return {};
}

/**
 * Where to post: the page's wish, where it is on the page's own host and not less safe than the page; else the default. A
 * person's text goes to nobody but the host that they chose, whatever a page says.
 */
export function chooseEndpoint(wish: string | undefined, pageUrl: string): string {
  const standard = new URL(DEFAULT_ENDPOINT, pageUrl);
  if (!wish || !URL.canParse(wish, pageUrl)) return standard.href;
  const wished = new URL(wish, pageUrl);
  const safe = wished.origin === standard.origin || (wished.protocol === "https:" && wished.host === standard.host);
  const plain = wished.username === "" && wished.password === "";
  return safe && plain ? wished.href : standard.href;
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
