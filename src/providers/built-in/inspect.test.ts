import { describe, expect, it } from "vitest";
import { createFakeModel } from "./fake-language-model.test-tools.ts";
import { inspect } from "./inspect.ts";
import type { Availability } from "./language-model.ts";

const { signal } = new AbortController();
const nowhere = { spoken: ["en-US"] };

/** A model that speaks these, and is there or not yet. */
const speaking = (...languages: string[]) =>
  createFakeModel({
    availability: (each): Availability => (languages.includes(each) ? "downloadable" : "unavailable"),
  });

/** A browser without a model, which refuses sessions with these words. */
const without = (words: string, name = "NotSupportedError") =>
  createFakeModel({
    availability: () => "unavailable",
    onCreate: () => Promise.reject(new DOMException(words, name)),
  });

describe("the languages", () => {
  it("are English, and those that the person and the model both speak", async () => {
    const model = speaking("en", "es", "ja");
    const languagesFor = async (...spoken: string[]) => (await inspect(model, { spoken }, signal)).languages;
    expect(await languagesFor("ja", "en-GB", "ja-JP")).toEqual(["ja", "en"]);
    expect(await languagesFor("ru", "en")).toEqual(["en"]);
    expect(await languagesFor("pt-BR", "es-MX", "not a tag")).toEqual(["es", "en"]);
    expect(await languagesFor()).toEqual(["en"]);
  });

  it("are those that are set, where there are any", async () => {
    expect(await inspect(speaking("en", "es"), { languages: ["ru"], spoken: ["ru"] }, signal)).toEqual({
      state: { state: "unavailable", reasons: ["language"] },
      languages: ["ru"],
      known: ["en", "es"],
    });
  });

  it("are looked for beyond those that today's models speak", async () => {
    expect(await inspect(speaking("en", "ru"), { spoken: ["ru"] }, signal)).toEqual({
      state: { state: "downloadable" },
      languages: ["ru", "en"],
      known: ["en", "ru"],
    });
  });
});

describe("the reason", () => {
  it.each([
    ["Unable to create a text session because the service is not running.", ["model-service"]],
    ["Model execution for this feature was not enabled.", ["model-service"]],
    ["The device is not eligible for running on-device model.", ["hardware"]],
    ["The GPU is blocked.", ["hardware"]],
    ["The device does not have enough space for downloading the on-device model", ["disk-space"]],
    ["The on-device model is not available because the enterprise policy disables the feature.", ["policy"]],
    ["The service is unable to create new session.", ["hardware", "disk-space", "model-service", "policy"]],
  ])("is read out of what the browser says: %s", async (words, reasons) => {
    const model = without(words);
    expect(await inspect(model, nowhere, signal)).toEqual({
      state: { state: "unavailable", reasons },
      languages: ["en"],
      known: [],
    });
    expect(model.open).toBe(0);
  });

  it("is likely this or that where a session is created all the same, which is not kept", async () => {
    const model = createFakeModel({ availability: () => "unavailable" });
    expect((await inspect(model, nowhere, signal)).state).toMatchObject({ reasons: { length: 4 } });
    expect([model.created.length, model.open]).toEqual([1, 0]);
  });

  it("is not asked for where there is a model, because that could download it", async () => {
    for (const model of [createFakeModel(), speaking("en"), speaking("ja")]) {
      await inspect(model, { languages: ["en"], spoken: [] }, signal);
      expect(model.created).toEqual([]);
    }
  });

  it("is the browser where that has no models at all", async () => {
    expect(await inspect(undefined, nowhere, signal)).toEqual({
      state: { state: "unavailable", reasons: ["browser"] },
      languages: ["en"],
      known: [],
    });
  });
});

it("ends by its signal", async () => {
  const model = createFakeModel();
  model.availability = () => new Promise(() => undefined);
  const leaving = new AbortController();
  const inspecting = inspect(model, nowhere, leaving.signal);
  leaving.abort();
  await expect(inspecting).rejects.toMatchObject({ kind: "aborted" });
  await expect(inspect(undefined, nowhere, AbortSignal.abort())).rejects.toMatchObject({ kind: "aborted" });
});
