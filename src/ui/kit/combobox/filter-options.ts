/** A choice of a combobox. */
export interface ComboboxOption {
  /** What the field holds when it is chosen. */
  readonly value: string;
  /** What people call it. Default: `value`. */
  readonly name?: string | undefined;
}

/** The most options that are drawn at once. Nobody reads through more; they narrow it down. */
export const MAX_DRAWN = 500;

/** Returns the options whose name or value holds each word of a text, in any order and case. */
export function filterOptions(options: readonly ComboboxOption[], text: string): readonly ComboboxOption[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ value, name = "" }) => {
    const all = `${value} ${name}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
