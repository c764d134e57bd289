/** Messages in one group. The browser skips groups far out of view, and need not check each message in every frame. */
const GROUP_LENGTH = 10;

export interface MessageGroup {
  /** Stays the same when messages are added at either end. */
  key: number;
  ids: readonly string[];
}

/**
 * Puts the drawn messages into groups.
 * @param above how many messages above them are not drawn yet
 */
export function messageGroups(ids: readonly string[], above: number): MessageGroup[] {
  const groups: { key: number; ids: string[] }[] = [];
  for (const [index, id] of ids.entries()) {
    const key = Math.floor((above + index) / GROUP_LENGTH);
    const last = groups.at(-1);
    if (last?.key === key) last.ids.push(id);
    else groups.push({ key, ids: [id] });
  }
  return groups;
}
