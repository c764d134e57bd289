import { isColourable } from "./colouring.ts";
import { COLOURABLE_CLASS } from "./draw-colours.ts";
import { escapeHtml } from "../escape-html.ts";

/** Marks code that is coloured after it is drawn. See `OptionalRenderers`. */
export function markColourable(code: string, language: string): string | undefined {
  return isColourable(code, language) ? `<span class="${COLOURABLE_CLASS}">${escapeHtml(code)}</span>` : undefined;
}
