const NUMBER = /&#(?:(\d{1,7})|[Xx]([A-Fa-f0-9]{1,6}));|&(?!#\d{1,7};|#[Xx][a-fA-F0-9]{1,6};|\w+;)/g;

/**
 * Decodes numeric entities: `&#65;` becomes "A". Named ones (`&amp;`) are left to the browser. A decoded "&" is
 * escaped, so that it never begins a named entity.
 */
export function decodeNumbers(text: string): string {
  if (!text.includes("&#")) return text;
  return text.replace(NUMBER, (_, decimal?: string, hexadecimal?: string) => {
    if (decimal === undefined && hexadecimal === undefined) return "&amp;";
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number.parseInt(decimal, 10);
    if (code === 0 || code > 0x10_ffff || (code >= 0xd8_00 && code <= 0xdf_ff)) return "\uFFFD";
    return code === 38 ? "&amp;" : String.fromCodePoint(code);
  });
}
