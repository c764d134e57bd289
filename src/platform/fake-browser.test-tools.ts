import { vi } from "vitest";

export interface FakeTab {
  id: number;
  url: string;
  incognito?: boolean;
  discarded?: boolean;
  windowId?: number;
}

type Updated = (tabId: number, change: { status?: string }, tab: FakeTab) => void;

/** Stands for the part of the browser that the transports to sites touch. */
export function createFakeBrowser() {
  const tabs: FakeTab[] = [];
  const listeners = new Set<Updated>();
  let rules: unknown[] = [];
  return {
    /** What the test sets and reads. */
    tabList: tabs,
    rules: () => rules,
    /** Whether the browser would start the background for a tab. */
    isListening: () => listeners.size > 0,
    /** Loads a page in a tab. */
    load(id: number) {
      const tab = tabs.find((each) => each.id === id);
      if (tab !== undefined) for (const listener of listeners) listener(id, { status: "complete" }, tab);
    },
    browser: {
      runtime: { getURL: (path: string) => `chrome-extension://sidenote${path}` },
      permissions: { contains: vi.fn(async () => true) },
      scripting: { executeScript: vi.fn(async (_injection: { target: { tabId: number } }) => []) },
      windows: {
        get: vi.fn(async (id: number) => ({ id, incognito: id === 9 })),
        update: vi.fn(async () => ({})),
      },
      tabs: {
        get: async (id: number) => tabs.find((tab) => tab.id === id) ?? Promise.reject(new Error("No tab")),
        query: async () => tabs,
        create: async ({ url, windowId }: { url: string; windowId?: number }) => {
          const tab = { id: tabs.length + 1, url, incognito: windowId === 9, windowId: windowId ?? 1 };
          tabs.push(tab);
          return tab;
        },
        update: async (id: number) => tabs.find((tab) => tab.id === id),
        onUpdated: {
          addListener: (listener: Updated) => void listeners.add(listener),
          removeListener: (listener: Updated) => void listeners.delete(listener),
        },
      },
      declarativeNetRequest: {
        getSessionRules: vi.fn(async () => rules as Array<{ id: number }>),
        updateSessionRules: vi.fn(
          async ({ addRules }: { addRules: Array<{ condition: { requestDomains: string[] } }> }) => {
            rules = addRules.flatMap(({ condition }) => condition.requestDomains);
          },
        ),
      },
    },
  };
}
