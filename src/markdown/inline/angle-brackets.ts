import type { Token } from "marked";
import type { Dialect } from "./flanking.ts";
import type { Item } from "./pair-signs.ts";

const AUTOLINK = /<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>/y;
const MAIL =
  /<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+)>/y;

const ATTRIBUTE = String.raw`\s+[a-zA-Z:_][\w.:-]*(?:\s*=\s*"[^"]*"|\s*=\s*'[^']*'|\s*=\s*[^\s"'=<>${"`"}]+)?`;
const HTML_TAG = String.raw`</[a-zA-Z][a-zA-Z0-9-]*\s*>|<[a-zA-Z][a-zA-Z0-9-]*(?:${ATTRIBUTE})*\s*/?>`;
/** A tag on one line. In a chat the whole tag is text, so that stars inside it are no Markdown. */
const ANY_TAG = new RegExp(
  HTML_TAG.replaceAll(String.raw`\s`, String.raw`[^\S\n]`).replace(/\[\^(["'])\]/g, String.raw`[^$1\n]`),
  "y",
);
/** Any HTML. Only the specification dialect reads it, and that dialect never reaches the screen. */
const HTML = new RegExp(
  [
    String.raw`<!--(?:-?>|[^]*?-->)`,
    HTML_TAG,
    String.raw`<\?[^]*?\?>`,
    String.raw`<![a-zA-Z]+\s[^]*?>`,
    String.raw`<!\[CDATA\[[^]*?\]\]>`,
  ].join("|"),
  "y",
);

const LINE_BREAK = /<br\s*\/?>/iy;
/**
 * Tags that models write because Markdown has no syntax for them. A tag with attributes is text, and so is one without
 * a counterpart.
 */
const TAG = /<(\/?)(sub|sup|kbd|b|i|u|s|mark)>/iy;
const TAG_IN_CELL = /<(\/?)(sub|sup|kbd|b|i|u|s|mark|ul|ol|li)>/iy;

/** Reads an address in angle brackets, or a tag. undefined: neither stands here. */
export function readAngle(text: string, at: number, dialect: Dialect, inCell: boolean): Item | undefined {
  const address = execAt(AUTOLINK, text, at) ?? execAt(MAIL, text, at);
  if (address !== undefined) return autolink(address[0], address[1] ?? "");
  if (dialect === "specification") {
    const html = execAt(HTML, text, at)?.[0];
    return html === undefined ? undefined : htmlToken(html, html);
  }
  const lineBreak = execAt(LINE_BREAK, text, at)?.[0];
  if (lineBreak !== undefined) return htmlToken(lineBreak, "<br>");
  const [raw, slash, name = ""] = execAt(inCell ? TAG_IN_CELL : TAG, text, at) ?? [];
  if (raw === undefined) {
    const tag = execAt(ANY_TAG, text, at)?.[0];
    return tag === undefined ? undefined : { type: "text", raw: tag, text: tag, escaped: false };
  }
  const closes = slash === "/";
  const kind = name.toLowerCase();
  return { type: "sign", kind, raw, at, count: 1, canOpen: !closes, canClose: closes, forgiving: false };
}

function execAt(expression: RegExp, text: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(text) ?? undefined;
}

function autolink(raw: string, address: string): Token {
  const href = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `mailto:${address}`;
  return {
    type: "link",
    raw,
    text: address,
    href,
    title: null,
    autolink: true,
    tokens: [{ type: "text", raw: address, text: address }],
  };
}

function htmlToken(raw: string, text: string): Token {
  return { type: "html", raw, text, block: false, inLink: false, inRawBlock: false };
}
