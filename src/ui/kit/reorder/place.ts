/** Where an item goes in its list: right beside another one. */
export type Place = { readonly before: string } | { readonly after: string };
