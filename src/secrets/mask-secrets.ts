import { MASK, type Secret } from "./secret.ts";

/**
 * Length in characters below which values are masked only as whole words, and pieces not at all, because they occur in
 * many innocent words.
 */
const SHORT = 4;

/**
 * Replaces secrets in a text with "…". These forms of a secret are found:
 *
 * - the value itself,
 * - percent-encoded, as in an address or a form,
 * - escaped as in JSON or HTML,
 * - in base64, even behind something else, such as `user:` in an Authorization header. The whole word is masked.
 *
 * A secret that is cut off by the end of the text is masked if at least four characters of it are left. The empty
 * secret is ignored.
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

/** Returns the forms of a value. The longest come first, because one form can begin with another. */
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

/** Returns a pattern that finds a form, in whatever case its escapes are written. */
function patternOf(form: string): string {
  const pattern = form
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    .replaceAll(/%[\dA-Fa-f]{2}|\\\\u[\da-f]{4}/g, (escape) =>
      escape.replaceAll(/[A-Fa-f]/g, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`),
    );
  return form.length < SHORT ? String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])` : pattern;
}

/**
 * Returns the pieces of which every base64 text with the value contains one: a piece for each offset in three bytes.
 */
function base64Pieces(value: string): string[] {
  const utf8 = String.fromCharCode(...new TextEncoder().encode(value));
  // Older servers and browsers encode user and password in Latin-1.
  const latin1 = /^[\0-\xFF]*$/.test(value) ? [value] : [];
  return [utf8, ...latin1]
    .flatMap((bytes) => [0, 1, 2].map((before) => base64Piece(bytes, before)))
    .filter((piece) => piece.length >= SHORT);
}

/** Leaves out the characters that also hold bits of the bytes before or behind. */
function base64Piece(bytes: string, before: number): string {
  const encoded = btoa("\0".repeat(before) + bytes);
  return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
}

/** Masks the whole word around each piece, because its ends hold bits of the value too. */
function maskBase64(text: string, pieces: readonly string[]): string {
  if (pieces.length === 0) return text;
  return text.replaceAll(/[\w+/-]{4,}={0,2}/g, (word) => {
    const standard = word.replaceAll("-", "+").replaceAll("_", "/");
    return pieces.some((piece) => standard.includes(piece)) ? MASK : word;
  });
}

/** Masks a secret at the end of a text. Texts of sites are cut to a length, perhaps in the middle of a secret. */
function maskCutOff(text: string, forms: readonly string[]): string {
  const end = text.endsWith(MASK) ? text.slice(0, -MASK.length) : text;
  for (const form of forms) {
    for (let length = form.length - 1; length >= SHORT; length -= 1) {
      if (end.endsWith(form.slice(0, length))) return `${end.slice(0, -length)}${MASK}`;
    }
  }
  return text;
}
