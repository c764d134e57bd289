import { beforeEach, expect, it, vi } from "vitest";
import russian from "../../public/_locales/ru/messages.json";
import { translate } from "../i18n/translate.ts";
import { loadTexts, setLanguage } from "./language.ts";

const state = vi.hoisted(() => ({ stored: {} as Record<string, unknown>, packaged: {} as Record<string, unknown> }));
vi.mock("wxt/browser", () => ({
  browser: {
    i18n: { getMessage: (key: string, values: string[]) => ["browser's", key, ...values].join(" ") },
    storage: { local: { get: () => Promise.resolve(state.stored) } },
    runtime: {
      getURL: (path: string) =>
        `data:application/json,${encodeURIComponent(JSON.stringify(state.packaged[path]) ?? "")}`,
    },
  },
}));

const reported: unknown[] = [];
beforeEach(() => {
  state.stored = {};
  state.packaged = { "/_locales/ru/messages.json": russian };
  reported.length = 0;
});

it("has the browser's texts at once, and keeps them where no language was chosen", async () => {
  const loaded = loadTexts((problem) => reported.push(problem));
  expect(translate("openSite", "a.example")).toBe("browser's openSite a.example");
  await loaded;
  expect(translate("undo")).toBe("browser's undo");
});

it("then has those of the language that was chosen", async () => {
  state.stored = { language: "ru" };
  await loadTexts((problem) => reported.push(problem));
  expect([translate("openSite", "a.example"), reported]).toEqual(["Открыть a.example", []]);
});

it("keeps the browser's texts where the chosen language is not there, and reports that", async () => {
  state.stored = { language: "xx" };
  await loadTexts((problem) => reported.push(problem));
  expect([translate("undo"), reported.length]).toEqual(["browser's undo", 1]);
});

it("switches to another language and back", async () => {
  await setLanguage("ru");
  expect(translate("undo")).toBe("Вернуть");
  await expect(setLanguage("xx")).rejects.toThrow();
  expect(translate("undo")).toBe("Вернуть");
  await setLanguage(null);
  expect(translate("undo")).toBe("browser's undo");
});
