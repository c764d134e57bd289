/** How code is coloured, from its start on: so many characters, a span with these classes begins, or (null) one ends. */
export type ColourStep = number | string | null;

const PART = /<span class="([^"]*)">|(<\/span>)|([^<]+)/g;
const ENTITY = /&(?:amp|lt|gt|quot|#x27);/g;

/** The steps that are in highlighted code: a page can follow them a few at a time, and reads no HTML. */
export function colourSteps(html: string): ColourStep[] {
  return Array.from(html.matchAll(PART), ([, classes, end, text = ""]) =>
    end === undefined ? (classes ?? text.replace(ENTITY, " ").length) : null,
  );
}
