// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { QuickPrompt } from "../../../settings/quick-prompt.ts";
import { QuickPromptEditor } from "./prompt-editor.tsx";
import { createTestSettings, doing, typeInto } from "../settings-page.test-tools.ts";
import { createUndo, type Undo } from "../../client/undo-stack.ts";
import { RESTED_MS } from "./use-rested.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => (key === "languageCode" ? "en" : [key, ...values].join(" ")),
}));

const own: QuickPrompt[] = ["one", "two", "three"].map((id) => ({ id, name: id, prompt: `Do ${id}:`, send: "now" }));

let page: ReturnType<typeof createTestSettings>;
let undo: Undo;
beforeEach(async () => {
  vi.useFakeTimers();
  page = createTestSettings({ quickPrompts: own });
  undo = createUndo();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  const Page = () => <QuickPromptEditor settings={page.settings.value} undo={undo} update={page.update} />;
  await doing(() => render(<Page />, document.body));
});
afterEach(() => {
  act(() => render(null, document.body));
  vi.useRealTimers();
});

const fields = () => [...document.querySelectorAll("fieldset")];
const nameOf = (index: number) => fields()[index]?.querySelector("input") ?? null;
const names = () => fields().map((field) => field.querySelector("input")?.value);
const storedNames = () => page.settings.value.quickPrompts?.map(({ name }) => name);
const status = () => document.querySelector('[role="status"]')?.textContent;
const alert = () => document.querySelector('[role="alert"]')?.textContent;

async function press(label: string): Promise<void> {
  const button = [...document.querySelectorAll("button")].findLast(
    (each) => each.textContent === label || each.getAttribute("aria-label") === label,
  );
  await doing(() => button?.click());
}

it("saves each letter, and says so once, when one has come to the end", async () => {
  const said: unknown[] = [];
  for (const end of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    await doing(() => typeInto(nameOf(0), "ten-letter".slice(0, end)));
    await act(async () => void (await vi.advanceTimersByTimeAsync(RESTED_MS - 1)));
    said.push(status());
  }
  expect([new Set(said), storedNames()?.[0]]).toEqual([new Set([""]), "ten-letter"]);
  await act(async () => void (await vi.advanceTimersByTimeAsync(1)));
  expect(status()).toBe("saved");
});

it("keeps what another page has changed, and shows it", async () => {
  await doing(() =>
    page.update({
      quickPrompts: [
        { ...own[0], name: "other" } as QuickPrompt,
        ...own.slice(1),
        { ...own[0], id: "4" } as QuickPrompt,
      ],
    }),
  );
  expect(names()).toEqual(["other", "two", "three", "one"]);
  await doing(() => typeInto(nameOf(1), "mine"));
  expect(storedNames()).toEqual(["other", "mine", "three", "one"]);
});

it("changes nothing, and says nothing, where another page has deleted the prompt", async () => {
  const field = nameOf(1);
  await page.update({ quickPrompts: own.filter(({ id }) => id !== "two") });
  await doing(() => typeInto(field, "late"));
  await act(async () => void (await vi.advanceTimersByTimeAsync(RESTED_MS)));
  expect([storedNames(), status()]).toEqual([["one", "three"], ""]);
});

it("says what was not saved, keeps what is typed, and saves it with the next letter", async () => {
  page.area.refusing = true;
  await doing(() => typeInto(nameOf(0), "new"));
  expect([alert(), storedNames()?.[0], names()[0]]).toEqual(["notSaved", "one", "new"]);
  await act(async () => void (await vi.advanceTimersByTimeAsync(RESTED_MS)));
  expect(status()).toBe("");
  page.area.refusing = false;
  await doing(() => typeInto(nameOf(0), "newer"));
  expect([alert(), storedNames()?.[0]]).toEqual([undefined, "newer"]);
});

it("does not delete what it cannot store as deleted", async () => {
  page.area.refusing = true;
  await press("deleteNamed two");
  expect([names(), alert(), undo.offer.value]).toEqual([["one", "two", "three"], "notSaved", undefined]);
});

it("brings a deleted prompt back to its place, whatever was added since", async () => {
  await press("deleteNamed two");
  expect(storedNames()).toEqual(["one", "three"]);
  await press("addPrompt");
  await doing(() => {
    typeInto(nameOf(2), "four");
  });
  await doing(() => typeInto(fields()[2]?.querySelector("textarea") ?? null, "Do four:"));
  expect(storedNames()).toEqual(["one", "three", "four"]);
  await doing(() => undo.undoLast());
  expect(storedNames()).toEqual(["one", "two", "three", "four"]);
});

it("keeps a prompt that is not complete out of what is stored, and says what it lacks", async () => {
  await press("addPrompt");
  expect([status(), storedNames()]).toEqual(["promptIncomplete", ["one", "two", "three"]]);
  await press("deleteNamed ");
  expect([fields().length, status()]).toEqual([3, ""]);
  await doing(() => undo.undoLast());
  expect(fields()).toHaveLength(4);
});

it("asks with the number before the original prompts are restored, and takes that back", async () => {
  await press("restorePrompts");
  expect(document.querySelector("dialog")?.textContent).toContain("restorePromptsQuestion_other 3");
  expect(storedNames()).toEqual(["one", "two", "three"]);
  await press("cancel");
  expect(storedNames()).toEqual(["one", "two", "three"]);
  await press("restorePrompts");
  await doing(() => document.querySelector<HTMLElement>("dialog .danger")?.click());
  expect(page.settings.value.quickPrompts).toBeNull();
  expect(names()).toEqual(["summarise", "explain", "translate", "improve"]);
  await doing(() => undo.undoLast());
  expect(storedNames()).toEqual(["one", "two", "three"]);
});
