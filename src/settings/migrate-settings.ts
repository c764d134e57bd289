import type { StoredEntries } from "../entries/entries.ts";

// This file imports no code, on purpose: what was stored once never changes, and it is loaded only after an update.

/**
 * Makes the entries of the one entry, `settings`, that versions up to 0.1.0 had. Unknown settings become entries too. The
 * same storage always gives the same entries.
 */
export function migrateSettings(stored: StoredEntries): StoredEntries {
  const { settings: old } = stored;
  if (!isRecord(old)) return {};
  const { agreedAt, sites, siteId, quickPrompts, proxy, ...others } = old;
  return {
    // The agreement was for all sites: they were added knowingly, and it named the one that was asked.
    ...(typeof agreedAt === "number" && { "backend:chatgptt": { agreedAt } }),
    ...migrateSites(sites, siteId, agreedAt),
    ...migratePrompts(quickPrompts),
    ...(proxy !== undefined && { "setting:proxy": withoutPassword(proxy) }),
    ...Object.fromEntries(Object.entries(others).map(([name, value]) => [`setting:${name}`, value])),
  };
}

function migrateSites(sites: unknown, siteId: unknown, agreedAt: unknown): StoredEntries {
  const records = Array.from(withOwnIds(sites, ["chatgptt"]), ({ id, label, url, ...others }) => ({
    ...others,
    id,
    type: "chatgptt",
    name: label,
    config: { url },
    agreedAt: typeof agreedAt === "number" ? agreedAt : null,
  }));
  if (records.length === 0) return {};
  return {
    ...Object.fromEntries(records.map((record) => [`backend:${record.id}`, record])),
    "backend-order": records.map(({ id }) => id),
    // If the chosen site was not in the list, that version asked the default one, and showed that.
    ...(records.some(({ id }) => id === siteId) && { "chosen-backend": siteId }),
  };
}

/** Damaged lists mean the prompts that come with Sidenote, as they did in that version. */
function migratePrompts(prompts: unknown): StoredEntries {
  if (!Array.isArray(prompts)) return {};
  const records = withOwnIds(prompts, []);
  const isFilled = ({ name, prompt }: WithId) =>
    [name, prompt].every((text) => typeof text === "string" && text !== "");
  if (prompts.length > 0 && !records.some(isFilled)) return {};
  return {
    ...Object.fromEntries(records.map((record) => [`prompt:${record.id}`, record])),
    "prompt-order": records.map(({ id }) => id),
  };
}

type WithId = Record<string, unknown> & { id: string };

/** All objects of a list that have an id. The first one keeps it; later ones get an id that depends on the list alone. */
function withOwnIds(list: unknown, reserved: readonly string[]): WithId[] {
  const records = (Array.isArray(list) ? list : []).filter(
    (each): each is WithId => isRecord(each) && typeof each["id"] === "string",
  );
  const known = new Set(records.map(({ id }) => id));
  const used = new Set(reserved);
  return Array.from(records, (record) => {
    let { id } = record;
    for (let count = 2; used.has(id); count += 1) {
      const next = `${record.id}-${count}`;
      if (!known.has(next)) id = next;
    }
    used.add(id);
    return { ...record, id };
  });
}

/** It stays in the old entry alone until it moves into the store of secrets. */
function withoutPassword(proxy: unknown): unknown {
  if (!isRecord(proxy)) return proxy;
  const { password: _, ...address } = proxy;
  return address;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
