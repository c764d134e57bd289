import { beforeEach, expect, it, vi } from "vitest";
import { type BackendStore, createBackendStore } from "../../../backends/backend-store.ts";
import { backendEntries, siteRecord } from "../../../backends/backends.test-tools.ts";
import { createEntries } from "../../../entries/entries.ts";
import { createTestArea, createTestLock } from "../../../entries/test-area.test-tools.ts";
import type { ChatErrorKind } from "../../../providers/chat-error.ts";
import { addSite, removeSite, type SiteListDependencies } from "./add-site.ts";

vi.mock("wxt/browser", () => ({ browser: {} }));

const SITE = siteRecord("chat.example", { agreedAt: 7 });
const BESIDE = siteRecord("chat.example/b");

let backends: BackendStore;
let access: Set<string>;
const requestAccess = vi.fn<(pattern: string) => Promise<boolean>>();
const checkSite = vi.fn<(url: string) => Promise<ChatErrorKind | null>>();
let dependencies: SiteListDependencies;

beforeEach(() => {
  requestAccess.mockReset();
  access = new Set();
  requestAccess.mockImplementation(async (pattern) => {
    access.add(pattern);
    return true;
  });
  checkSite.mockResolvedValue(null);
  start();
});

/** A person who has agreed to ask chatgptt.me, and has these sites. */
function start(sites: readonly (typeof SITE)[] = [], agreedAt: number | null = 5): void {
  const area = createTestArea({ ...backendEntries(sites), "backend:chatgptt": { agreedAt } });
  backends = createBackendStore(createEntries(area, () => ({}), createTestLock()));
  dependencies = {
    backends,
    requestAccess,
    dropAccess: async (pattern) => void access.delete(pattern),
    checkSite,
    now: () => 7,
  };
}

const added = async () => (await backends.list()).usable.slice(1);

it("adds a site, chooses it, and keeps its access", async () => {
  expect(await addSite("chat.example", dependencies)).toBeUndefined();
  expect(await added()).toEqual([SITE]);
  expect((await backends.list()).chosenId).toBe(SITE.id);
  expect([...access]).toEqual(["https://chat.example/*"]);
});

it("leaves the agreement to the notice where the person has not read it yet", async () => {
  start([], null);
  await addSite("chat.example", dependencies);
  expect(await added()).toEqual([{ ...SITE, agreedAt: null }]);
});

it("keeps the agreement of a site that is there already", async () => {
  start([{ ...SITE, agreedAt: 3 }]);
  await addSite("chat.example", dependencies);
  expect(await added()).toEqual([{ ...SITE, agreedAt: 3 }]);
});

it.each(["challenge", "tokens-missing", "moved", "unknown"] as const)(
  "gives access back where the site is not added: %s",
  async (problem) => {
    checkSite.mockResolvedValue(problem);
    expect(await addSite("chat.example", dependencies)).toBe(problem);
    expect(await added()).toEqual([]);
    expect(access.size).toBe(0);
  },
);

it("keeps the access that another site needs", async () => {
  start([BESIDE]);
  checkSite.mockResolvedValue("tokens-missing");
  await addSite("chat.example", dependencies);
  expect(access.size).toBe(1);
  await removeSite(BESIDE, dependencies);
  expect(access.size).toBe(0);
});

it("says that access is refused where it cannot even be asked for", async () => {
  requestAccess.mockRejectedValue(new Error("Only permissions specified in the manifest may be requested."));
  expect(await addSite("chat.example", dependencies)).toBe("access-refused");
  requestAccess.mockResolvedValue(false);
  expect(await addSite("chat.example", dependencies)).toBe("access-refused");
});

it("does not add the site that is there already, whichever of its pages is named", async () => {
  for (const typed of ["chatgptt.me", "https://chatgptt.me/chat?x=1"]) {
    expect(await addSite(typed, dependencies)).toBe("there-already");
  }
  expect(requestAccess).not.toHaveBeenCalled();
});

it("leaves what was added meanwhile", async () => {
  checkSite.mockImplementation(async () => {
    await backends.add(BESIDE);
    return null;
  });
  await addSite("chat.example", dependencies);
  expect(await added()).toEqual([BESIDE, SITE]);
});
