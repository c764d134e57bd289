/** The relative luminances with a contrast of at least 3:1 on a white page and on our dark one. */
const DARKEST = 0.14;
const LIGHTEST = 0.3;
const STEPS = 20;

/**
 * Returns the nearest colour that can be read on a light and on a dark page.
 * @param hex `#rgb` or `#rrggbb`
 * @returns undefined for greys such as black, which stay in the colour of the text, and for anything else
 */
export function readableColour(hex: string): string | undefined {
  const digits = hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex;
  if (!/^#[\da-f]{6}$/i.test(digits)) return undefined;
  const colour = [1, 3, 5].map((start) => Number.parseInt(digits.slice(start, start + 2), 16));
  if (Math.max(...colour) - Math.min(...colour) < 16) return undefined;
  const towards = luminance(colour) < DARKEST ? 255 : 0;
  for (let step = 0; step <= STEPS; step += 1) {
    const mixed = colour.map((part) => Math.round(part + ((towards - part) * step) / STEPS));
    const light = luminance(mixed);
    if (light >= DARKEST && light <= LIGHTEST) return `#${mixed.map(toHex).join("")}`;
  }
  return undefined;
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toHex(part: number): string {
  return part.toString(16).padStart(2, "0");
}
