import { browser } from "wxt/browser";
import type { ListedMemory } from "../conversations/store/listed-memory.ts";

/** What is asked for at one moment is asked of the browser at once: a conversation is many keys. */
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

/** `storage.session`: in memory, gone with the browser, there for every background of this session. */
export const sessionMemory: ListedMemory = {
  get: async (key) => (await readTogether(key))[key],
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  delete: (key) => browser.storage.session.remove(key),
  keys: () => browser.storage.session.getKeys(),
};
