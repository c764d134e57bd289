import type { GetMessage } from "./translate.ts";

/** What a `messages.json` holds, of which only the texts are used here. */
export type Catalogue = Readonly<Record<string, { readonly message: string } | undefined>>;

/** The texts of a catalogue. A key that it lacks is "", as with the browser's own `i18n.getMessage`. */
export function textsOf(catalogue: Catalogue): GetMessage {
  return (key, values) =>
    (catalogue[key]?.message ?? "").replaceAll(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? "");
}
