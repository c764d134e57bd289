// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { backendEntries, siteRecord } from "../../../backends/backends.test-tools.ts";
import { createTestSettings, doing, typeInto } from "../settings-page.test-tools.ts";
import { SiteEditor } from "./site-editor.tsx";
import { createUndo, type Undo } from "../../client/undo-stack.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => [key, ...values].join(" "),
}));

const [one, two] = [siteRecord("one.example"), siteRecord("two.example")];

let page: ReturnType<typeof createTestSettings>;
let undo: Undo;
const [requestAccess, dropAccess] = [vi.fn(async () => true), vi.fn(async () => undefined)];
beforeEach(async () => {
  page = createTestSettings({ useSiteSession: true }, backendEntries([one, two], one.id));
  undo = createUndo();
  requestAccess.mockClear();
  dropAccess.mockClear();
  const dependencies = {
    update: page.update,
    backends: page.backends,
    requestAccess,
    dropAccess,
    checkSite: async () => null,
    now: () => 7,
  };
  const Page = () => <SiteEditor settings={page.settings.value} undo={undo} {...dependencies} />;
  await doing(() => render(<Page />, document.body));
});
afterEach(() => act(() => render(null, document.body)));

const sites = () => page.settings.value.backends.usable.slice(1);
const chosenId = () => page.settings.value.backends.chosenId;
const radios = () => [...document.querySelectorAll<HTMLInputElement>('[type="radio"]')].map(({ checked }) => checked);
const session = () => document.querySelector<HTMLInputElement>('[type="checkbox"]');
const alert = () => document.querySelector('[role="alert"]')?.textContent;
const click = (selector: string) => doing(() => document.querySelector<HTMLElement>(selector)?.click());

it("shows the site that is asked, and not the one that could not be stored, each time", async () => {
  page.area.refusing = true;
  for (let time = 1; time <= 2; time += 1) {
    await click("li:last-child input");
    expect([radios(), alert()]).toEqual([[false, true, false], "notSaved"]);
  }
  page.area.refusing = false;
  await click("li:last-child input");
  expect([radios(), alert(), chosenId()]).toEqual([[false, false, true], undefined, two.id]);
});

it("shows that cookies go on being sent where switching that off could not be stored", async () => {
  page.area.refusing = true;
  for (let time = 1; time <= 2; time += 1) {
    await click('[type="checkbox"]');
    expect([session()?.checked, alert()]).toEqual([true, "notSaved"]);
  }
  page.area.refusing = false;
  await click('[type="checkbox"]');
  expect([session()?.checked, alert(), page.settings.value.useSiteSession]).toEqual([false, undefined, false]);
});

it("keeps a site, its access, and what is typed where the browser stores nothing", async () => {
  page.area.refusing = true;
  await click("li:last-child button");
  expect([sites().length, alert(), undo.offer.value]).toEqual([2, "notSaved", undefined]);
  expect(dropAccess).not.toHaveBeenCalled();
  await doing(() => typeInto(document.querySelector("form input"), "three.example"));
  await click("form button");
  await doing(() => undefined);
  expect(alert()).toBe("notSaved");
  expect(document.querySelector<HTMLInputElement>("form input")?.value).toBe("three.example");
});

it("brings a deleted site back to its place, chosen as it was, with access asked for inside the click", async () => {
  await click("li:nth-child(2) button");
  expect([sites(), chosenId()]).toEqual([[two], "chatgptt"]);
  expect(dropAccess).toHaveBeenCalledExactlyOnceWith("https://one.example/*");
  undo.undoLast();
  expect(requestAccess).toHaveBeenCalledExactlyOnceWith("https://one.example/*");
  await doing(() => undefined);
  expect([sites(), chosenId()]).toEqual([[one, two], one.id]);
});

it("lists a site that this version cannot read, without letting it be chosen, and deletes it with a way back", async () => {
  const later = { ...siteRecord("later.example"), type: "later", flavour: "new" };
  await doing(() => page.entries.change(() => ({ set: { [`backend:${later.id}`]: later } })));
  const row = () => document.querySelector("li:last-child");
  expect(row()?.textContent).toContain("later.example");
  expect(row()?.textContent).toContain("needsLaterVersion");
  expect(row()?.querySelector("input")).toBeNull();
  await click("li:last-child button");
  expect(Object.keys(page.area.stored)).not.toContain(`backend:${later.id}`);
  await doing(() => undo.undoLast());
  expect(page.area.stored[`backend:${later.id}`]).toEqual(later);
});
