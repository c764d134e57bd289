import { browser } from "wxt/browser";
import type { ListedMemory } from "../conversations/store/listed-memory.ts";

/** The keys that are asked for at one moment are read in one call, because a conversation is many keys. */
let asked: { keys: string[]; values: Promise<Record<string, unknown>> } | undefined;

function readTogether(key: string): Promise<Record<string, unknown>> {
  if (asked === undefined) {
    const keys: string[] = [];
    const values = Promise.resolve().then(() => {
      asked = undefined;
      return browser.storage.session.get(keys);
    });
    asked = { keys, values };
  }
  asked.keys.push(key);
  return asked.values;
}

/** `storage.session` lives in memory, ends with the browser, and is there for every background of this session. */
export const sessionMemory: ListedMemory = {
  get: async (key) => (await readTogether(key))[key],
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  delete: (key) => browser.storage.session.remove(key),
  keys: () => browser.storage.session.getKeys(),
};

/** Calls `listener` with the keys of each change, from whichever page, as long as this page is there. */
export function watchSessionMemory(listener: (keys: readonly string[]) => void): void {
  browser.storage.session.onChanged.addListener((changes) => listener(Object.keys(changes)));
}
