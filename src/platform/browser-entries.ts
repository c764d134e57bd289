import { browser } from "wxt/browser";
import { SENT_PREFIX } from "../backends/sent/sent-log.ts";
import { createEntries, type Entries, type Migration } from "../entries/entries.ts";
import { lockSettings } from "./settings-lock.ts";

/** The entries in `storage.local`, which all pages and the background change one after the other. */
export function browserEntries(migration: Migration): Entries {
  return createEntries(browser.storage.local, migration, lockSettings, (key) => key.startsWith(SENT_PREFIX));
}
