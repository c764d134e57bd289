/** The names of fields that hold search words, not text to read. */
const SEARCH = /search|query|find|lookup|^[qs]$|поиск|suche|buscar|recherche/i;

/**
 * Returns what the person selected in a text field. "": nothing, or probably selected by the page itself.
 * @param wasUsed whether the person has clicked or typed in the page
 */
export function fieldSelection(field: Element | null, wasUsed: boolean): string {
  if (!isTextField(field)) return "";
  const { selectionStart: start, selectionEnd: end, value } = field;
  if (start === null || end === null || start >= end || !wasUsed) return "";
  const isWhole = start === 0 && end === value.length;
  return isWhole && isSearch(field) ? "" : value.slice(start, end);
}

/** Whether an element is a text field. Password fields are not, because their text is never read. */
export function isTextField(element: Element | null): element is HTMLTextAreaElement | HTMLInputElement {
  if (element === null) return false;
  return (
    element.localName === "textarea" || (element.localName === "input" && element.getAttribute("type") !== "password")
  );
}

/** Whether a field is a search box. Search boxes select their whole text on focus. */
function isSearch(field: Element): boolean {
  if (field.localName !== "input") return false;
  if (field.closest('search, [role="search"], [role="searchbox"], [role="combobox"]') !== null) return true;
  return ["type", "name", "id", "placeholder", "aria-label", "enterkeyhint"].some((name) =>
    SEARCH.test(field.getAttribute(name) ?? ""),
  );
}
