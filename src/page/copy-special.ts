import { formulaText, isFormulaPicture, isTexSource, plainTex } from "./formula.ts";

/** Longest list of options that is copied whole. A longer one gives only what is chosen. */
const MAX_OPTIONS = 20;

/**
 * Returns the text of an element whose content is not what it shows, such as a formula or a picture. undefined: an
 * ordinary element. "": nothing of it is readable.
 */
export function textOfSpecial(element: Element): string | undefined {
  switch (element.localName) {
    case "math": {
      const text = formulaText(element);
      return /[\\^_{]/.test(text) ? `$${text}$` : text;
    }
    case "script":
      return isTexSource(element) ? `$${plainTex(element.textContent ?? "")}$` : "";
    case "noscript":
      // Where scripts run, its content is not even parsed.
      return element.childElementCount === 0 ? "" : undefined;
    case "select":
      return optionsOf(element as HTMLSelectElement);
    case "img":
      return pictureText(element);
    case "rt":
    case "rtc":
      return `(${(element.textContent ?? "").trim()})`;
    default:
      return NO_TEXT.has(element.localName) ? "" : undefined;
  }
}

/** Elements whose text is never visible. */
const NO_TEXT = new Set(
  `style template head title meta link base datalist input textarea audio video canvas progress
  meter map area param track source rp noembed noframes desc metadata defs symbol marker pattern clipPath
  mask linearGradient radialGradient`.split(/\s+/),
);

function optionsOf(select: HTMLSelectElement): string {
  const options = Array.from(select.options, (option) => ({
    text: (option.getAttribute("label") ?? option.text).trim(),
    selected: option.selected,
  })).filter(({ text }) => text !== "");
  const chosen = options.filter(({ selected }) => selected);
  if (options.length > MAX_OPTIONS || options.length === 1) return chosen.map(({ text }) => text).join(", ");
  return options.map(({ text, selected }) => (selected ? `✓ ${text}` : text)).join(" | ");
}

/**
 * Returns the text of a picture that replaces text, such as an emoji or a formula. Other descriptions are not visible
 * on the page.
 */
function pictureText(image: Element): string | undefined {
  const text = (image.getAttribute("alt") ?? "").trim();
  if (/^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)+$/u.test(text))
    return text;
  return text !== "" && isFormulaPicture(image) ? `$${plainTex(text)}$` : undefined;
}
