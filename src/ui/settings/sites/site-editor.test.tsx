// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Site } from "../../../settings/settings.ts";
import { createTestSettings, doing, typeInto } from "../settings-page.test-tools.ts";
import { SiteEditor } from "./site-editor.tsx";
import { createUndo, type Undo } from "../../client/undo-stack.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => [key, ...values].join(" "),
}));

const siteNamed = (host: string): Site => ({ id: `site:https://${host}/`, label: host, url: `https://${host}/` });
const [one, two] = [siteNamed("one.example"), siteNamed("two.example")];

let page: ReturnType<typeof createTestSettings>;
let undo: Undo;
const [requestAccess, dropAccess] = [vi.fn(async () => true), vi.fn(async () => undefined)];
beforeEach(async () => {
  page = createTestSettings({ sites: [one, two], siteId: one.id, useSiteSession: true });
  undo = createUndo();
  requestAccess.mockClear();
  dropAccess.mockClear();
  const dependencies = {
    update: page.update,
    readSettings: async () => page.settings.value,
    requestAccess,
    dropAccess,
    checkSite: async () => null,
  };
  const Page = () => <SiteEditor settings={page.settings.value} undo={undo} {...dependencies} />;
  await doing(() => render(<Page />, document.body));
});
afterEach(() => act(() => render(null, document.body)));

const radios = () => [...document.querySelectorAll<HTMLInputElement>('[type="radio"]')].map(({ checked }) => checked);
const session = () => document.querySelector<HTMLInputElement>('[type="checkbox"]');
const alert = () => document.querySelector('[role="alert"]')?.textContent;
const click = (selector: string) => doing(() => document.querySelector<HTMLElement>(selector)?.click());

it("shows the site that is asked, and not the one that could not be stored, each time", async () => {
  page.state.refusing = true;
  for (let time = 1; time <= 2; time += 1) {
    await click("li:last-child input");
    expect([radios(), alert()]).toEqual([[false, true, false], "notSaved"]);
  }
  page.state.refusing = false;
  await click("li:last-child input");
  expect([radios(), alert(), page.settings.value.siteId]).toEqual([[false, false, true], undefined, two.id]);
});

it("shows that cookies go on being sent where switching that off could not be stored", async () => {
  page.state.refusing = true;
  for (let time = 1; time <= 2; time += 1) {
    await click('[type="checkbox"]');
    expect([session()?.checked, alert()]).toEqual([true, "notSaved"]);
  }
  page.state.refusing = false;
  await click('[type="checkbox"]');
  expect([session()?.checked, alert(), page.settings.value.useSiteSession]).toEqual([false, undefined, false]);
});

it("keeps a site, its access, and what is typed where the browser stores nothing", async () => {
  page.state.refusing = true;
  await click("li:last-child button");
  expect([page.settings.value.sites.length, alert(), undo.offer.value]).toEqual([2, "notSaved", undefined]);
  expect(dropAccess).not.toHaveBeenCalled();
  await doing(() => typeInto(document.querySelector("form input"), "three.example"));
  await click("form button");
  await doing(() => undefined);
  expect(alert()).toBe("notSaved");
  expect(document.querySelector<HTMLInputElement>("form input")?.value).toBe("three.example");
});

it("brings a deleted site back to its place, chosen as it was, with access asked for inside the click", async () => {
  await click("li:nth-child(2) button");
  expect([page.settings.value.sites, page.settings.value.siteId]).toEqual([[two], null]);
  expect(dropAccess).toHaveBeenCalledExactlyOnceWith("https://one.example/*");
  undo.undoLast();
  expect(requestAccess).toHaveBeenCalledExactlyOnceWith("https://one.example/*");
  await doing(() => undefined);
  expect([page.settings.value.sites, page.settings.value.siteId]).toEqual([[one, two], one.id]);
});
