/** Where something goes in an order: right beside another thing of it. */
export type Place = { readonly before: string } | { readonly after: string };

/** Returns the ids with one of them at another place. If it, or what it is to stand beside, is not there, nothing changes. */
export function moveInOrder(ids: readonly string[], id: string, place: Place): string[] {
  const rest = ids.filter((each) => each !== id);
  const neighbour = rest.indexOf("before" in place ? place.before : place.after);
  if (neighbour === -1 || rest.length === ids.length) return [...ids];
  return rest.toSpliced("before" in place ? neighbour : neighbour + 1, 0, id);
}
