import { beforeEach, expect, it, vi } from "vitest";
import type { ChatErrorKind } from "../../../providers/chat-error.ts";
import { defaultSettings, type Settings } from "../../../settings/settings.ts";
import { addSite, removeSite, type SiteListDependencies } from "./add-site.ts";

vi.mock("wxt/browser", () => ({ browser: {} }));

const SITE = { id: "site:https://chat.example", label: "chat.example", url: "https://chat.example" };
const BESIDE = { id: "site:https://chat.example/b", label: "chat.example/b", url: "https://chat.example/b" };

let settings: Settings;
let access: Set<string>;
const requestAccess = vi.fn<(pattern: string) => Promise<boolean>>();
const checkSite = vi.fn<(url: string) => Promise<ChatErrorKind | null>>();
const dependencies: SiteListDependencies = {
  readSettings: async () => settings,
  update: async (change) => {
    settings = { ...settings, ...(typeof change === "function" ? change(settings) : change) };
  },
  requestAccess,
  dropAccess: async (pattern) => void access.delete(pattern),
  checkSite,
};

beforeEach(() => {
  requestAccess.mockReset();
  settings = defaultSettings;
  access = new Set();
  requestAccess.mockImplementation(async (pattern) => {
    access.add(pattern);
    return true;
  });
  checkSite.mockResolvedValue(null);
});

it("adds a site, chooses it, and keeps its access", async () => {
  expect(await addSite("chat.example", dependencies)).toBeUndefined();
  expect(settings).toMatchObject({ sites: [SITE], siteId: SITE.id });
  expect([...access]).toEqual(["https://chat.example/*"]);
});

it.each(["challenge", "tokens-missing", "moved", "unknown"] as const)(
  "gives access back where the site is not added: %s",
  async (problem) => {
    checkSite.mockResolvedValue(problem);
    expect(await addSite("chat.example", dependencies)).toBe(problem);
    expect(settings.sites).toEqual([]);
    expect(access.size).toBe(0);
  },
);

it("keeps the access that another site needs", async () => {
  settings = { ...settings, sites: [BESIDE] };
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
    settings = { ...settings, sites: [BESIDE] };
    return null;
  });
  await addSite("chat.example", dependencies);
  expect(settings.sites).toEqual([BESIDE, SITE]);
});
