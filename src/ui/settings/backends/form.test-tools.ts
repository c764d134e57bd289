import { vi } from "vitest";
import { createBackendStore } from "../../../backends/backend-store.ts";
import { backendEntries, siteRecord } from "../../../backends/backends.test-tools.ts";
import type { UsableBackend } from "../../../backends/backend.ts";
import { createEntries } from "../../../entries/entries.ts";
import { createTestArea, createTestLock } from "../../../entries/test-area.test-tools.ts";
import type { ChatErrorKind } from "../../../providers/chat-error.ts";
import type { BuiltInModel } from "../../built-in/built-in-model.ts";
import { dialogCode } from "./dialog-code.ts";
import type { BackendFormDependencies } from "./backend-form.ts";
import type { SignInRequest } from "./open-router/sign-in-request.ts";
import type { BackendTest, TestResult } from "./connection-test/backend-test.ts";

export const WORKS: TestResult = { models: [{ id: "one", input: ["text"] }], problem: null };

export const SITE = siteRecord("chat.example", { agreedAt: 7 });

export const SERVER: UsableBackend = {
  id: "server",
  type: "openai-compatible",
  name: "Server",
  config: { baseUrl: "https://api.example/v1", preset: "other" },
  model: "old",
  keyId: "backend:key:old",
  agreedAt: 3,
};

/** Has the code of the dialog there, as it is some time after the page has been shown. */
export async function loadDialog(): Promise<void> {
  vi.stubGlobal("requestIdleCallback", (callBack: () => void) => callBack());
  await dialogCode.load();
}

/** A person with these backends, beside chatgptt.me, in a browser that grants what it is asked for and keeps secrets. */
export function createFormWorld(records: readonly UsableBackend[] = []) {
  const access = new Set<string>();
  const secrets = new Map<string, string>([["backend:key:old", "sk-old-0123456789"]]);
  const area = createTestArea({ ...backendEntries(records), "backend:chatgptt": { agreedAt: 5 } });
  const backends = createBackendStore(createEntries(area, () => ({}), createTestLock()));
  let ids = 0;
  const randomId = () => `${(ids += 1)}`;
  const dependencies = {
    backends,
    keys: {
      add: vi.fn(async (key: string) => {
        const id = `backend:key:${randomId()}`;
        secrets.set(id, key);
        return id;
      }),
      delete: async (id: string) => void secrets.delete(id),
      ending: async (id: string) => secrets.get(id)?.slice(-4),
    },
    requestAccess: vi.fn(async (pattern: string) => {
      access.add(pattern);
      return true;
    }),
    dropAccess: async (pattern: string) => void access.delete(pattern),
    test: vi.fn<BackendTest>(async () => WORKS),
    builtIn: {
      inspect: vi.fn<BuiltInModel["inspect"]>(async () => ({
        state: { state: "available" },
        languages: ["ja", "en"],
        known: ["en", "ja"],
      })),
      download: async () => ({ type: "done" }),
    },
    checkSite: vi.fn<(url: string) => Promise<ChatErrorKind | null>>(async () => null),
    signInAccess: vi.fn(async (pattern: string) => {
      access.add(pattern);
      return true;
    }),
    signIn: vi.fn<SignInRequest>(async () => ({ type: "ended", end: "cancelled" })),
    randomId,
    now: () => 9,
  } satisfies BackendFormDependencies;
  const added = async () => (await backends.list()).usable.filter(({ id }) => id !== "chatgptt");
  return { access, secrets, area, dependencies, backends, added };
}
