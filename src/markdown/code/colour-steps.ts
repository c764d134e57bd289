/**
 * One step through the code, from its start. A number advances by so many characters, a string opens a span with these
 * classes, null closes one.
 */
export type ColourStep = number | string | null;

const PART = /<span class="([^"]*)">|(<\/span>)|([^<]+)/g;
const ENTITY = /&(?:amp|lt|gt|quot|#x27);/g;

/** Turns highlighted HTML into steps. A page follows them a few at a time and never parses the HTML. */
export function colourSteps(html: string): ColourStep[] {
  return Array.from(html.matchAll(PART), ([, classes, end, text = ""]) =>
    end === undefined ? (classes ?? text.replace(ENTITY, " ").length) : null,
  );
}
