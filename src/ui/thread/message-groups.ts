/**
 * So many messages stand in one group. The browser leaves out groups that are far from sight, and need not look at each of
 * their messages with every frame.
 */
const GROUP_LENGTH = 10;

export interface MessageGroup {
  /** Stays the same while messages are added at either end. */
  key: number;
  ids: readonly string[];
}

/** The messages that are drawn, in groups. `above`: how many there are above them that are not drawn yet. */
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
