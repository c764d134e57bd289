import { MASK, type Secret } from "./secret.ts";

/**
 * In characters. Shorter values are masked as whole words alone, and shorter pieces not at all: they stand in many innocent
 * words.
 */
const SHORT = 4;

/**
 * The text with "…" wherever one of the secrets stands: as it is, percent-encoded (as in an address or a form), escaped as
 * in JSON or HTML, and in base64, also behind something else, such as `user:` in an Authorization header. A secret that the
 * end of the text cuts off is masked from its fourth character on. Of a word in base64 nothing is left. The empty secret is
 * nowhere.
 */
export function maskSecrets(text: string, secrets: Iterable<Secret>): string {
  let masked = text;
  for (const secret of secrets) {
    const value = secret.reveal();
    if (value === "") continue;
    const forms = writtenForms(value);
    const pieces = base64Pieces(value);
    masked = maskBase64(masked, pieces);
    masked = masked.replaceAll(new RegExp(forms.map(patternOf).join("|"), "gu"), MASK);
    masked = maskCutOff(masked, [...forms, ...pieces]);
  }
  return masked;
}

/** Longest first, because one form can begin with another. */
function writtenForms(value: string): string[] {
  const percent = encodeURIComponent(value.toWellFormed());
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const html = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = html.replaceAll('"', "&quot;");
  const forms = [
    value,
    new URLSearchParams([["", value]]).toString().slice(1),
    encodeURI(value.toWellFormed()),
    percent,
    percent.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    json,
    ascii,
    json.replaceAll("/", "\\/"),
    ascii.replaceAll("/", "\\/"),
    html,
    quoted,
    quoted.replaceAll("'", "&#39;"),
    quoted.replaceAll("'", "&#039;"),
  ];
  return [...new Set(forms)].toSorted((one, other) => other.length - one.length);
}

/** Finds a form, whichever case its escapes are written in. */
function patternOf(form: string): string {
  const pattern = form
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    .replaceAll(/%[\dA-Fa-f]{2}|\\\\u[\da-f]{4}/g, (escape) =>
      escape.replaceAll(/[A-Fa-f]/g, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`),
    );
  return form.length < SHORT ? String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])` : pattern;
}

/** What every base64 text with the value in it contains: one piece for each place in a group of three bytes. */
function base64Pieces(value: string): string[] {
  const utf8 = String.fromCharCode(...new TextEncoder().encode(value));
  // As older servers and browsers write user and password.
  const latin1 = /^[\0-\xFF]*$/.test(value) ? [value] : [];
  return [utf8, ...latin1]
    .flatMap((bytes) => [0, 1, 2].map((before) => base64Piece(bytes, before)))
    .filter((piece) => piece.length >= SHORT);
}

/** Without the characters in which the bytes before and behind have a part. */
function base64Piece(bytes: string, before: number): string {
  const encoded = btoa("\0".repeat(before) + bytes);
  return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
}

/** Masks the whole word around each piece: its ends hold bits of the value too. */
function maskBase64(text: string, pieces: readonly string[]): string {
  if (pieces.length === 0) return text;
  return text.replaceAll(/[\w+/-]{4,}={0,2}/g, (word) => {
    const standard = word.replaceAll("-", "+").replaceAll("_", "/");
    return pieces.some((piece) => standard.includes(piece)) ? MASK : word;
  });
}

/** Words of others are cut to a length, and that may be in the middle of a secret. */
function maskCutOff(text: string, forms: readonly string[]): string {
  const end = text.endsWith(MASK) ? text.slice(0, -MASK.length) : text;
  for (const form of forms) {
    for (let length = form.length - 1; length >= SHORT; length -= 1) {
      if (end.endsWith(form.slice(0, length))) return `${end.slice(0, -length)}${MASK}`;
    }
  }
  return text;
}
