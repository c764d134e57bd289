import { browser } from "wxt/browser";
import type { ListedMemory } from "../conversations/memory-store.ts";

/** `storage.session`: in memory, gone with the browser, there for every background of this session. */
export const sessionMemory: ListedMemory = {
  async get(key) {
    return (await browser.storage.session.get(key))[key];
  },
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  delete: (key) => browser.storage.session.remove(key),
  keys: async () => Object.keys(await browser.storage.session.get(null)),
};
