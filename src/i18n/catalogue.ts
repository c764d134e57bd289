import type { GetMessage } from "./translate.ts";

/** The part of a `messages.json` that is used here: its texts. */
export type Catalogue = Readonly<Record<string, { readonly message: string } | undefined>>;

/**
 * Returns a function that reads texts from a catalogue. A missing key gives "", like the browser's `i18n.getMessage`.
 */
export function textsOf(catalogue: Catalogue): GetMessage {
  return (key, values) =>
    (catalogue[key]?.message ?? "").replaceAll(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? "");
}
