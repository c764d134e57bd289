import { formulaText, isFormulaPicture, isTexSource, plainTex } from "./formula.ts";

/** So many options are told; of a longer list only what is chosen. */
const MAX_OPTIONS = 20;

/**
 * The text of elements that do not show what is in them, or not all of it. undefined: an element like others. "": nothing
 * of it can be read.
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
      // Where scripts run, what is in it is not even parsed.
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

/** Elements of which no text is seen on the page. */
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

/** The text of a picture that stands for text: a drawn smiley, a drawn formula. What others describe is not on the page. */
function pictureText(image: Element): string | undefined {
  const text = (image.getAttribute("alt") ?? "").trim();
  if (/^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)+$/u.test(text))
    return text;
  return text !== "" && isFormulaPicture(image) ? `$${plainTex(text)}$` : undefined;
}
