/** At most so many places of one conversation are returned, because more would hide the other conversations. */
const MAX_HITS_EACH = 3;

/** Returns the first places of each conversation, at most `limit` in all, and whether any had to be left out. */
export function limitHits<Place>(
  conversations: readonly (readonly Place[])[],
  limit: number,
): { places: Place[]; more: boolean } {
  const places = conversations.flatMap((each) => each.slice(0, MAX_HITS_EACH)).slice(0, limit);
  return { places, more: places.length < conversations.reduce((sum, { length }) => sum + length, 0) };
}
