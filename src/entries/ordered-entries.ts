import type { StoredEntries } from "./entries.ts";

/** Records of one kind: an entry each, and an entry that holds their order. */
export interface RecordKind {
  /** With what the key of each record begins. The id follows. */
  readonly prefix: string;
  /** The entry with the ids, in order. */
  readonly orderKey: string;
}

/**
 * Returns the ids of all stored records, in order. Ids of the order that have no record are left out. Records that the order
 * does not name come last, sorted by id.
 */
export function storedIds(stored: StoredEntries, { prefix, orderKey }: RecordKind): string[] {
  const ids = Object.keys(stored).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  const known = new Set(ids);
  const named = new Set(storedOrder(stored, orderKey).filter((id) => known.has(id)));
  return [...named, ...ids.filter((id) => !named.has(id)).toSorted()];
}

/** Returns the order as it is stored: it may name ids that have no record. Empty if it cannot be read. */
export function storedOrder(stored: StoredEntries, orderKey: string): string[] {
  const order = stored[orderKey];
  return Array.isArray(order) ? order.filter((id) => typeof id === "string") : [];
}

/** Returns the stored object with a change, and with all its other keys. Anything but an object is replaced. */
export function changeRaw(raw: unknown, change: object): Record<string, unknown> {
  return { ...(isRecord(raw) && raw), ...change };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
