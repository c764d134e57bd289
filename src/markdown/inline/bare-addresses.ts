import type { Token } from "marked";
import { endOfAddress } from "./address-end.ts";

/** How an address may begin. The part before an "@" is at most 200 characters long. */
const BEGINNINGS =
  /(?:https?|ftp):\/\/|(?<![^\s*_~("'\u0080-\uFFFF])www\.|(?<![\w.+-])(?:mailto:|xmpp:)|(?<![\w.+/-])[a-z0-9._+-]{1,200}(?=@)/gi;

const WEB = /(?:(?:https?|ftp):\/\/|www\.)[a-z0-9-][^\s<]*/iy;
const MAIL_ADDRESS = String.raw`[a-z0-9._+-]+@[\w-]+(?:\.[\w-]*[a-z0-9])+`;
const MAIL = new RegExp(String.raw`(?:(mailto:)?${MAIL_ADDRESS}|xmpp:${MAIL_ADDRESS}(?:/[a-z0-9@.]+)?)(?![\w-])`, "iy");

/** Returns where addresses may begin, in ascending order. */
export function addressStarts(text: string): number[] {
  if (!/:\/\/|www\.|@/i.test(text)) return [];
  return Array.from(text.matchAll(BEGINNINGS), ({ index }) => index);
}

/**
 * Reads a bare address at a position as a link.
 * @param closers open delimiters that end the address: the closing stars of `**https://example.com**` are no part of it
 */
export function readBareAddress(text: string, at: number, closers: readonly string[]): Token | undefined {
  WEB.lastIndex = at;
  const web = WEB.exec(text)?.[0];
  if (web !== undefined) {
    const ends = closers.map((sign) => web.indexOf(sign)).filter((place) => place > 0);
    const address = endOfAddress(web.slice(0, Math.min(web.length, ...ends)));
    return link(address, /^www\./i.test(address) ? `http://${address}` : address);
  }
  MAIL.lastIndex = at;
  const [mail, protocol] = MAIL.exec(text) ?? [];
  if (mail === undefined) return undefined;
  return link(mail, protocol !== undefined || /^xmpp:/i.test(mail) ? mail : `mailto:${mail}`);
}

function link(text: string, href: string): Token {
  return {
    type: "link",
    raw: text,
    text,
    href,
    title: null,
    autolink: true,
    tokens: [{ type: "text", raw: text, text }],
  };
}
