// @vitest-environment happy-dom
import { type Signal, signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Health } from "../../../backends/health.ts";
import { backendEntries, siteRecord } from "../../../backends/backends.test-tools.ts";
import { shortTime } from "../../../i18n/dates.ts";
import { createUndo, type Undo } from "../../client/undo-stack.ts";
import { createTestSettings, doing, typeInto } from "../settings-page.test-tools.ts";
import { BackendsSection } from "./backends-section.tsx";
import { createHealthNotes, type HealthNotes } from "./health/health-notes.tsx";
import { createFormWorld, loadDialog, SERVER } from "./form.test-tools.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => (key === "languageCode" ? "en" : [key, ...values].join(" ")),
}));

const [one, two] = [siteRecord("one.example"), siteRecord("two.example")];

let page: ReturnType<typeof createTestSettings>;
let world: ReturnType<typeof createFormWorld>;
let undo: Undo;
let passedOver: Signal<ReadonlyMap<string, Health>>;
let healthNotes: Signal<HealthNotes | undefined>;
const tryNow = vi.fn<(id: string) => Promise<void>>(async () => undefined);

async function open(records = [one, two, SERVER], isPrivate = false, openedId?: string): Promise<void> {
  page = createTestSettings({ useSiteSession: true }, backendEntries(records, one.id));
  world = createFormWorld();
  undo = createUndo();
  passedOver = signal(new Map());
  healthNotes = signal(createHealthNotes({ all: passedOver, tryNow }));
  const { dependencies } = world;
  const Page = () => (
    <BackendsSection
      {...dependencies}
      {...(isPrivate && { keys: undefined })}
      settings={page.settings.value}
      openedId={openedId}
      backends={page.backends}
      healthNotes={healthNotes}
      undo={undo}
      update={page.update}
    />
  );
  await doing(() => render(<Page />, document.body));
}
beforeEach(loadDialog);
beforeEach(() => open());
afterEach(() => act(() => render(null, document.body)));

const all = () => page.settings.value.backends.usable.map(({ name }) => name);
const names = () => all().filter((name) => name !== "chatgptt.me");
const chosenId = () => page.settings.value.backends.chosenId;
const shown = () => Array.from(document.querySelectorAll(".backends .title"), ({ textContent }) => textContent);
const session = () => labelled("useSiteSession");
const fallbackBoxes = () => Array.from(document.querySelectorAll<HTMLInputElement>(".fallback [type=checkbox]"));
const alert = () => document.querySelector('[role="alert"]')?.textContent;
const item = (index: number) => document.querySelectorAll(".backends > li")[index];
const dialog = () => document.querySelector("dialog");

const nameOf = (control: Element) => control.getAttribute("aria-label") ?? control.textContent;

function buttonIn(name: string, within: ParentNode | null | undefined = document): HTMLButtonElement {
  const buttons = Array.from(within?.querySelectorAll("button") ?? []);
  const found = buttons.find((each) => nameOf(each) === name);
  if (found === undefined) throw new Error(`There is no button “${name}”`);
  return found;
}

async function press(name: string, within?: ParentNode | null): Promise<void> {
  const found = buttonIn(name, within);
  await doing(() => {
    found.focus();
    found.click();
  });
}

function labelled(label: string): HTMLInputElement | null {
  const found = Array.from(document.querySelectorAll("label")).find(({ textContent }) => textContent.startsWith(label));
  return (
    (document.getElementById(found?.htmlFor ?? "") as HTMLInputElement | null) ?? found?.querySelector("input") ?? null
  );
}

async function chooseKind(id: string): Promise<void> {
  await doing(() => {
    const select = document.querySelector("select");
    if (select === null) throw new Error("There is no choice of kinds");
    select.value = id;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

it("says of each backend what it is and who can read what it is asked", () => {
  const facts = Array.from(document.querySelectorAll(".facts"), (each) =>
    Array.from(each.children, ({ textContent }) => textContent),
  );
  expect(facts).toEqual([
    ["chatSite", "reachPublic"],
    ["chatSite", "reachPublic"],
    ["chatSite", "reachPublic"],
    ["otherServer", "old", "reachAccount"],
  ]);
  const buttons = Array.from(document.querySelectorAll(".backends > li"), (each) =>
    Array.from(each.querySelectorAll("button"), nameOf),
  );
  const [own, others] = [
    ["edit", "moveUp", "moveDown"],
    ["edit", "remove", "moveUp", "moveDown"],
  ];
  expect(buttons).toEqual([others, own, others, others]);
});

it("shows the order in which backends are asked, and not one that could not be stored, each time", async () => {
  page.area.refusing = true;
  for (let time = 1; time <= 2; time += 1) {
    await press("moveUp", item(2));
    expect([shown()[2], alert(), undo.offer.value]).toEqual(["two.example", "notSaved", undefined]);
  }
  page.area.refusing = false;
  await press("moveUp", item(2));
  expect([shown(), alert(), chosenId()]).toEqual([
    ["one.exampleaskedFirst", "two.example", "chatgptt.me", "Server"],
    undefined,
    one.id,
  ]);
});

it("asks first whom the person moves to the beginning, keeps the focus on the button, and takes moves back", async () => {
  await press("moveUp", item(2));
  await press("moveUp", item(1));
  const up = buttonIn("moveUp", item(0));
  expect([shown()[0], chosenId(), document.activeElement]).toEqual(["two.exampleaskedFirst", two.id, up]);
  expect([up.getAttribute("aria-disabled"), undo.offer.value?.text]).toEqual(["true", "movedTo two.example 1 4"]);
  await press("moveUp", item(0));
  await press("moveDown", item(0));
  expect([all()[1], chosenId(), document.activeElement]).toEqual([
    "two.example",
    one.id,
    buttonIn("moveDown", item(1)),
  ]);
  for (let time = 1; time <= 3; time += 1) await doing(() => undo.undoLast());
  expect([all(), chosenId()]).toEqual([["one.example", "chatgptt.me", "two.example", "Server"], one.id]);
});

it("moves one of two there and back, and lets nothing be moved that is alone", async () => {
  await open([one]);
  await press("moveDown", item(0));
  await doing(() => undo.undoLast());
  expect(shown()).toEqual(["one.exampleaskedFirst", "chatgptt.me"]);
  await press("remove", item(0));
  expect([shown(), document.querySelectorAll(".move-buttons, .drag-handle")]).toMatchObject([
    ["chatgptt.measkedFirst"],
    { length: 0 },
  ]);
});

it("asks nobody where the first one is gone, until the person says who is first, and takes no such choice back", async () => {
  const choose = () => doing(() => page.entries.change(() => ({ set: { "chosen-backend": "gone" } })));
  await choose();
  expect([alert(), shown()]).toEqual(["firstGone", ["chatgptt.me", "one.example", "two.example", "Server"]]);
  await press("moveDown", item(0));
  expect([alert(), chosenId(), undo.offer.value]).toEqual(["firstGone", "gone", undefined]);
  await press("askFirst", item(0));
  expect([alert(), shown()[0]]).toEqual([undefined, "one.exampleaskedFirst"]);
  await choose();
  await press("moveUp", item(1));
  expect([alert(), chosenId(), undo.offer.value]).toEqual([undefined, "chatgptt", undefined]);
});

it("says until when one is passed over, and why, and has it tried at once", async () => {
  const until = new Date().setHours(23, 59);
  const down: Health = { failures: 3, until, error: { kind: "not-answering", status: 504 } };
  const health = (name: string) =>
    Array.from(document.querySelectorAll(".backends > li"))
      .find((each) => each.querySelector(".name")?.textContent === name)
      ?.querySelector(".health");
  await doing(
    () =>
      (passedOver.value = new Map([
        [one.id, down],
        ["server", { ...down, error: { kind: "network" } }],
      ])),
  );
  expect(health("two.example")).toBeNull();
  expect(health("one.example")?.textContent).toBe(
    `passedOverUntilStatus ${shortTime(until)} errorNotAnswering one.example one.example 504tryNow`,
  );
  expect(health("Server")?.textContent).toBe(
    `passedOverUntil ${shortTime(until)} errorNetwork Server api.exampletryNow`,
  );
  const button = health("one.example")?.querySelector("button");
  expect(document.getElementById(button?.getAttribute("aria-describedby") ?? "")?.textContent).toBe("one.example");
  await doing(() => button?.click());
  expect(tryNow).toHaveBeenCalledExactlyOnceWith(one.id);
  await doing(() => (passedOver.value = new Map()));
  expect(document.querySelector(".health")).toBeNull();
});

it("does not say so of one in whose place nobody may be asked", async () => {
  await open([SERVER]);
  const down: Health = { failures: 3, until: Date.now() + 60_000, error: { kind: "network" } };
  await doing(() => (passedOver.value = new Map([["server", down]])));
  // The default one is not agreed to, and farther away.
  await doing(() => page.backends.choose("server"));
  expect(document.querySelector(".health")).toBeNull();
});

it("shows that cookies go on being sent where switching that off could not be stored", async () => {
  page.area.refusing = true;
  for (let time = 1; time <= 2; time += 1) {
    await doing(() => session()?.click());
    expect([session()?.checked, alert()]).toEqual([true, "notSaved"]);
  }
  page.area.refusing = false;
  await doing(() => session()?.click());
  expect([session()?.checked, alert(), page.settings.value.useSiteSession]).toEqual([false, undefined, false]);
});

it("keeps a backend, its access and its key where the browser does not store that it is gone", async () => {
  world.access.add("https://api.example/*");
  page.area.refusing = true;
  await press("remove", item(3));
  expect([names().length, alert(), undo.offer.value, world.access.size]).toEqual([3, "notSaved", undefined, 1]);
});

it("brings a removed backend back to its place, chosen as it was, with access asked for inside the click", async () => {
  world.access.add("https://one.example/*");
  await press("remove", item(0));
  expect([names(), chosenId(), [...world.access]]).toEqual([["two.example", "Server"], "chatgptt", []]);
  undo.undoLast();
  expect(world.dependencies.requestAccess).toHaveBeenCalledExactlyOnceWith("https://one.example/*");
  await doing(() => undefined);
  expect([names(), chosenId()]).toEqual([["one.example", "two.example", "Server"], one.id]);
});

it("keeps the key of a removed backend, so that it comes back with it", async () => {
  await press("remove", item(3));
  expect(world.secrets.has("backend:key:old")).toBe(true);
  await doing(() => undo.undoLast());
  expect(page.area.stored["backend:server"]).toEqual(SERVER);
});

it("lists a backend that this version cannot read, without letting it be moved, and removes it with a way back", async () => {
  const later = { ...siteRecord("later.example"), type: "later", flavour: "new" };
  await doing(() => page.entries.change(() => ({ set: { [`backend:${later.id}`]: later } })));
  const row = () => document.querySelector(".backends > li:last-child");
  expect(row()?.textContent).toContain("later.example");
  expect(row()?.textContent).toContain("needsLaterVersion");
  expect(row()?.querySelector("input, .move-buttons, .drag-handle")).toBeNull();
  await press("remove", row());
  expect(Object.keys(page.area.stored)).not.toContain(`backend:${later.id}`);
  await doing(() => undo.undoLast());
  expect(page.area.stored[`backend:${later.id}`]).toEqual(later);
});

it("adds what is typed into the dialog, and closes it", async () => {
  await press("addBackend");
  expect(dialog()?.open).toBe(true);
  await chooseKind("llama.cpp");
  await doing(() => typeInto(labelled("backendAddress"), "0.0.0.0:8080/v1/chat/completions"));
  expect(document.getElementById("backend-address-note")?.textContent).toBe(
    "addressUsed http://127.0.0.1:8080/v1 addressSchemeAdded http:// addressLoopback 0.0.0.0 127.0.0.1 addressEndCut",
  );
  expect(document.querySelector(".recipient")?.textContent).toBe("recipientComputer 127.0.0.1:8080 recipientRest");
  await press("save", dialog());
  expect([dialog(), all()[0], page.settings.value.backends.usable[0]?.agreedAt]).toEqual([null, "llama.cpp", 9]);
});

it.each([
  ["openai", "recipientCompany OpenAI api.openai.com"],
  ["ollama", "recipientComputer 127.0.0.1:11434"],
  ["built-in", "recipientBuiltIn"],
])("says who gets what is asked of %s", async (kind, text) => {
  await press("addBackend");
  await chooseKind(kind);
  expect(document.querySelector(".recipient")?.textContent).toBe(`${text} recipientRest`);
});

it("leads to what is wrong, and says it", async () => {
  await press("addBackend");
  await chooseKind("other");
  await press("save", dialog());
  expect([alert(), document.activeElement]).toEqual(["addressMissing", labelled("backendAddress")]);
  await doing(() => typeInto(labelled("backendAddress"), "https://api.example"));
  expect(alert()).toBeUndefined();
  await doing(() => typeInto(labelled("backendKey"), "no key"));
  await press("testConnection", dialog());
  expect([alert(), document.activeElement]).toEqual(["keyBroken", labelled("backendKey")]);
});

it("says how the test went, with the button that mends it", async () => {
  const status = () => document.querySelector('[role="status"][aria-label="testResult"]')?.textContent;
  const foundAt = "http://127.0.0.1:8080/v1";
  await press("addBackend");
  await chooseKind("llama.cpp");
  world.dependencies.test.mockResolvedValueOnce({ models: [], problem: { kind: "not-running" }, foundAt });
  expect(status()).toBe("");
  await press("testConnection", dialog());
  expect(status()).toContain("testNotRunning 127.0.0.1:9931startByCommand llama-server");
  expect(status()).toContain(`testFoundAt ${foundAt}`);
  await press(`useAddress ${foundAt}`, dialog());
  expect([labelled("backendAddress")?.value, status()]).toEqual([foundAt, "testWorksWith one"]);
});

it.each([
  ["wrong-key", "testWrongKey 127.0.0.1:9931", "changeKey"],
  ["wrong-path", "testWrongPath 127.0.0.1:9931", "changeAddress"],
  ["no-model", "testNoModels 127.0.0.1:9931", "chooseModel"],
  ["permission", "testNoAccess 127.0.0.1:9931", "allowAccess 127.0.0.1:9931"],
  ["loading", "testLoading 127.0.0.1:9931", "tryAgain"],
  ["origin-refused", "testOriginRefused 127.0.0.1:9931", "tryAgain"],
] as const)("tells %s", async (kind, text, button) => {
  await press("addBackend");
  await chooseKind("llama.cpp");
  world.dependencies.test.mockResolvedValueOnce({ models: [], problem: { kind, detail: "its words" } });
  await press("testConnection", dialog());
  const result = document.querySelector(".test-result");
  expect(result?.querySelector('[role="status"]')?.textContent).toBe(`${text}serverSays its words`);
  expect(Array.from(result?.querySelectorAll("button") ?? [], ({ textContent }) => textContent)).toEqual([button]);
});

it("opens at the backend that it is opened for, and at none that is gone", async () => {
  await open([one, SERVER], false, SERVER.id);
  expect(labelled("backendName")?.value).toBe("Server");
  act(() => render(null, document.body));
  await open([one], false, SERVER.id);
  expect(dialog()).toBeNull();
});

it("shows how the browser's own model is, and leads to no model where it has none", async () => {
  await press("addBackend");
  await chooseKind("built-in");
  await doing(() => undefined);
  expect(document.querySelector(".built-in")?.textContent).toBe("builtInAvailable");
  world.dependencies.test.mockResolvedValueOnce({ models: [], problem: { kind: "no-model" } });
  await press("testConnection", dialog());
  const result = document.querySelector(".test-result");
  expect(result?.querySelector('[role="status"]')?.textContent).toContain("errorNoModelBrowser");
  expect(result?.querySelectorAll("button")).toHaveLength(0);
});

it("says that a key is stored, and how it ends, without showing it", async () => {
  await press("edit", item(3));
  await doing(() => undefined);
  expect(labelled("backendKey")?.value).toBe("");
  expect(document.getElementById("backend-key-note")?.textContent).toContain("keyStoredEnding 6789");
  await press("removeKey", dialog());
  expect(document.getElementById("backend-key-note")?.textContent).toContain("keyRemoved");
  await press("keepKey", dialog());
  await doing(() => typeInto(labelled("backendAddress"), "https://elsewhere.example"));
  expect(document.getElementById("backend-key-note")?.textContent).toContain("keyOtherHost elsewhere.example");
});

it("masks what is typed as a key until that is to be shown", async () => {
  await press("addBackend");
  const field = labelled("backendKey");
  expect(field?.className).toBe("masked");
  await press("showKey", dialog());
  expect(field?.className).toBe("");
});

it("takes no key in a private window", async () => {
  await open([one, SERVER], true);
  await press("addBackend");
  expect([labelled("backendKey")?.disabled, document.getElementById("backend-key-note")?.textContent]).toEqual([
    true,
    expect.stringContaining("keyPrivate"),
  ]);
});

it("does not let the address of a stored site be changed, nor the kind of any backend", async () => {
  await press("edit", item(0));
  expect([labelled("backendAddress")?.readOnly, document.querySelector("select")?.disabled]).toEqual([true, true]);
});

it("says of each backend whether it may be asked when others fail, and keeps what the person decides", async () => {
  const boxes = () => fallbackBoxes().map(({ checked, indeterminate }) => (indeterminate ? "mixed" : checked));
  const notes = () => Array.from(document.querySelectorAll(".fallback .note"), ({ textContent }) => textContent);
  expect(boxes()).toEqual(["mixed", "mixed", "mixed", true]);
  expect(notes()).toEqual([
    "askedAfter chatgptt.me and two.example",
    "askedAfter one.example and two.example",
    "askedAfter one.example and chatgptt.me",
  ]);
  await doing(() => fallbackBoxes()[1]?.click());
  await doing(() => fallbackBoxes()[3]?.click());
  expect(page.settings.value.backends.usable.map(({ whenOthersFail }) => whenOthersFail)).toEqual([
    undefined,
    true,
    undefined,
    false,
  ]);
  expect(boxes()).toEqual(["mixed", true, "mixed", false]);
});
