import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setTexts } from "../../i18n/translate.ts";
import { createFakeModel, type FakeModelOptions } from "../../providers/built-in/fake-language-model.test-tools.ts";
import { builtInModel } from "./built-in-model.ts";

const { signal } = new AbortController();

beforeEach(() => {
  setTexts((key) => (key === "languageCode" ? "ja" : ""));
  vi.stubGlobal("navigator", { languages: ["es-MX", "ru"] });
});
afterEach(() => void vi.unstubAllGlobals());

function install(options?: FakeModelOptions) {
  const model = createFakeModel(options);
  vi.stubGlobal("LanguageModel", model);
  return model;
}

it("is asked in the languages of the interface and of the person, where it speaks them", async () => {
  install();
  expect(await builtInModel.inspect(undefined, signal)).toEqual({
    state: { state: "available" },
    languages: ["ja", "es", "en"],
    known: ["en", "es", "ja"],
  });
});

it("is downloaded in the very call", async () => {
  const model = install();
  const done = builtInModel.download(["ja"], signal, () => undefined);
  expect(model.created).toHaveLength(1);
  expect(await done).toEqual({ type: "done" });
});

it.each([
  ["NetworkError", { type: "failed", reason: "network", detail: "words" }],
  ["NotAllowedError", { type: "failed", reason: "refused", detail: "words" }],
  ["NotSupportedError", { type: "failed", reason: "refused", detail: "words" }],
  ["UnknownError", { type: "failed", reason: "other", detail: "words" }],
])("%s ends a download: %j", async (name, end) => {
  install({ onCreate: () => Promise.reject(new DOMException("words", name)) });
  expect(await builtInModel.download(["en"], signal, () => undefined)).toEqual(end);
});

it("a download can be left, and there is none without a model", async () => {
  install();
  expect(await builtInModel.download(["en"], AbortSignal.abort(), () => undefined)).toEqual({ type: "stopped" });
  vi.stubGlobal("LanguageModel", undefined);
  expect(await builtInModel.download(["en"], signal, () => undefined)).toEqual({ type: "failed", reason: "refused" });
  expect(await builtInModel.inspect(undefined, signal)).toMatchObject({ state: { reasons: ["browser"] }, known: [] });
});
