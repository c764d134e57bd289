import { browser } from "wxt/browser";
import { SENT_PREFIX } from "../backends/sent/sent-log.ts";
import { createEntries, type Entries, type EntriesOverlay, type Migration } from "../entries/entries.ts";
import type { Policy } from "../organisation/policy-reader.ts";
import { policy, WERE_RULES_KEY } from "./policy.ts";
import { lockSettings } from "./settings-lock.ts";

/** The entries in `storage.local` as they are stored, which all pages and the background change one after the other. */
export function browserEntries(migration: Migration): Entries {
  return createEntries(browser.storage.local, migration, lockSettings, { isApart });
}

/**
 * The same entries with the rules of the person's organisation laid over them, which are looked up for each read and change.
 * @param rulesOf loads what lays a policy over entries. Not called where there is no policy
 */
export function ruledEntries(
  migration: Migration,
  rulesOf: (policy: Policy) => EntriesOverlay | Promise<EntriesOverlay>,
): Entries {
  const entries = createEntries(browser.storage.local, migration, lockSettings, {
    isApart,
    async readOverlay() {
      const read = await policy.read();
      return Object.keys(read).length > 0 ? rulesOf(read) : undefined;
    },
  });
  return {
    ...entries,
    watch(listener, signal) {
      entries.watch(listener, signal);
      policy.watch(listener, signal);
    },
  };
}

const isApart = (key: string) => key.startsWith(SENT_PREFIX) || key === WERE_RULES_KEY;
