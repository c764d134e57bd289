import { changeRaw, storedIds } from "../entries/ordered-entries.ts";
import type { EntriesChange, StoredEntries } from "../entries/entries.ts";
import type { QuickPrompt } from "./quick-prompt.ts";
import { PROMPT_KIND, readStoredPrompt } from "./quick-prompt-entries.ts";

const keyOf = (id: string) => PROMPT_KIND.prefix + id;

/**
 * Returns the change of entries after which these are the person's prompts (null: those that come with Sidenote).
 *
 * - Keys that this version does not know are kept.
 * - Prompts that cannot be read are kept too, behind the prompt before them.
 */
export function changeQuickPrompts(stored: StoredEntries, prompts: readonly QuickPrompt[] | null): EntriesChange {
  const ids = storedIds(stored, PROMPT_KIND);
  const readable = ids.filter((id) => readStoredPrompt(stored, id) !== undefined);
  if (prompts === null) return { remove: [PROMPT_KIND.orderKey, ...readable.map(keyOf)] };

  const wanted = new Set(prompts.map(({ id }) => id));
  const set: Record<string, unknown> = {};
  for (const prompt of prompts) {
    const changed = changeRaw(stored[keyOf(prompt.id)], prompt);
    if (JSON.stringify(changed) !== JSON.stringify(stored[keyOf(prompt.id)])) set[keyOf(prompt.id)] = changed;
  }
  const order = withUnreadable([...wanted], ids, new Set(readable));
  // A deletion leaves the order as it is, so that it is one write.
  const isSameOrder =
    Object.hasOwn(stored, PROMPT_KIND.orderKey) &&
    isSame(
      order,
      ids.filter((id) => order.includes(id)),
    );
  if (!isSameOrder) set[PROMPT_KIND.orderKey] = order;
  return { set, remove: readable.filter((id) => !wanted.has(id)).map(keyOf) };
}

/** Returns the wanted ids, with each unreadable one behind the wanted id before it. */
function withUnreadable(wanted: readonly string[], ids: readonly string[], readable: ReadonlySet<string>): string[] {
  const order = [...wanted];
  let before = -1;
  for (const id of ids) {
    const place = order.indexOf(id);
    if (place !== -1) before = place;
    else if (!readable.has(id)) order.splice((before += 1), 0, id);
  }
  return order;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
