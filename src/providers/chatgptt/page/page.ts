import * as z from "zod/mini";
import { elementsWith } from "./elements-with.ts";
import { findJsonObject, parseJson } from "../../transport/json-object.ts";
import type { ParsedElement } from "./parse-html.ts";

/** Generation 1 (plugin up to 2.2), protocol §1 and §2. */
export interface Generation1Tokens {
  generation: 1;
  /**
   * Where the tokens were found. It decides the action. `pair`: an element with a nonce and a post id that may belong
   * to another plugin. `params`: no element, only the page's script settings.
   */
  source: "shortcode" | "widget" | "pair" | "params";
  /** The address for questions: always on the page's host, and https or the page's own origin. */
  endpoint: string;
  nonce: string;
  postId: string;
  botId: string;
  /** The page address that the chat element names. */
  pageUrl: string;
  /** The plugin's version. Absent: the page does not name it. */
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

/** The attributes of all elements that can carry tokens. */
const TOKEN_ATTRIBUTES: ReadonlySet<string> = new Set(["data-nonce", "data-config"]);

/** The selector of these elements, for `ParseHtml`. Narrow, because the result crosses processes. */
export const TOKEN_SELECTOR = "[data-nonce], [data-config]";

/** Returns the part of a page that must be parsed to find its tokens. */
export function tokenHtml(html: string): string {
  return elementsWith(html, TOKEN_ATTRIBUTES);
}

const PLUGIN_FOLDER = "/gpt3-ai-content-generator/";

/** How many addresses of the plugin's files are searched for its version. */
const MAXIMUM_FILES = 50;

/** The variable of a page's script settings: `var wpaicgParams = {...}`. */
const SETTINGS_NAME = "wpaicgParams";

/** How many mentions of it are tried: scripts name it a few times. */
const MAXIMUM_SETTINGS = 20;

/** How much is read after a mention, in characters. Settings have some hundred. */
const MAXIMUM_SETTINGS_LENGTH = 20_000;

const DEFAULT_ENDPOINT = "/wp-admin/admin-ajax.php";

/** WordPress makes 10 hex digits. Sites that change the form are accepted, too. */
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

/** Attributes that only the plugin's chat has. */
const CHAT_ATTRIBUTES = ["data-bot-id", "data-openai_stream_nav", "data-assistant-enabled"] as const;

type ScriptSettings = z.infer<typeof scriptSettings>;

/**
 * Reads all tokens on a page, the best first (protocol §1):
 * 1. the shortcode of generation 1,
 * 2. elements of generation 2,
 * 3. widgets of generation 1,
 * 4. elements that may be a chat,
 * 5. the script settings.
 *
 * Empty: the page has no chat.
 * @param elements what `TOKEN_SELECTOR` matched
 * @param html the page itself, for its script settings
 * @param pageUrl where the page was read from. Questions never go to another host than this one
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

/** Reads the number in it, because the widget of 1.9.16 writes `<4`. */
function readPostId(attribute = ""): string {
  return /\d+/.exec(attribute)?.[0] ?? "";
}

/** Returns which chat an element is. `undefined`: it belongs to another plugin and has a nonce of its own. */
function readSource(attributes: ParsedElement["attributes"]): "shortcode" | "widget" | "pair" | undefined {
  const classes = attributes["class"]?.split(/\s+/) ?? [];
  const type = attributes["data-type"]?.trim();
  if (classes.includes("wpaicg-chat-shortcode") || type === "shortcode") return "shortcode";
  if (classes.includes("wpaicg-chatbox") || type === "widget") return "widget";
  if (attributes["data-post-id"] === undefined) return undefined;
  // Themes and caches rename classes but leave other attributes. Like and vote buttons have a nonce and a post id, too.
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

/** Reads the plugin's version from the address of one of its files: `…/gpt3-ai-content-generator/…?ver=1.8.96`. */
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

/**
 * Reads the script settings from the text of the page, because passing on every inline script as an element would cost
 * far more.
 */
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
 * Returns the address for questions: the page's wish if it is on the page's own host and not less safe than the page,
 * else the default. So a question goes only to the host that the person chose, whatever a page says.
 * @throws TypeError if `pageUrl` is no URL
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
