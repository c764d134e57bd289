import { describe, expect, it } from "vitest";
import { download } from "./download.ts";
import { createFakeModel } from "./fake-language-model.test-tools.ts";
import type { Availability, CreateOptions } from "./language-model.ts";
import { readState } from "./state.ts";

const { signal } = new AbortController();

describe("readState", () => {
  it.each(["available", "downloadable", "downloading"] as const)("says %s", async (state) => {
    expect(await readState(createFakeModel({ availability: () => state }), ["en"], signal)).toEqual({ state });
  });

  it("says what is likely where there is none", async () => {
    expect(await readState(undefined, ["en"], signal)).toEqual({ state: "unavailable", reasons: ["browser"] });
    const model = createFakeModel({ availability: () => "unavailable" });
    const likely = { state: "unavailable", reasons: ["hardware", "disk-space", "model-service", "policy"] };
    expect(await readState(model, ["en"], signal)).toEqual(likely);
    expect(await readState(model, ["ru"], signal)).toEqual(likely);
  });

  it("tells a language that it does not know from a model that is not there", async () => {
    const state = { state: "unavailable", reasons: ["language"] };
    expect(await readState(createFakeModel(), ["ru"], signal)).toEqual(state);
    const notYet = (language: string): Availability => (language === "en" ? "downloadable" : "unavailable");
    expect(await readState(createFakeModel({ availability: notYet }), ["ru"], signal)).toEqual(state);
  });

  it("takes a browser that does not answer the question for one without a model", async () => {
    const model = createFakeModel();
    model.availability = () => Promise.reject(new DOMException("", "InvalidStateError"));
    expect(await readState(model, ["en"], signal)).toMatchObject({ state: "unavailable" });
  });

  it("ends by its signal", async () => {
    const model = createFakeModel();
    model.availability = () => new Promise(() => undefined);
    await expect(readState(model, ["en"], AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  });
});

/** Tells these shares, as the browser does while it downloads. */
function downloading(...shares: number[]) {
  return async ({ monitor }: CreateOptions) => {
    monitor?.({ addEventListener: (_type, listener) => shares.forEach((loaded) => listener({ loaded })) });
  };
}

describe("download", () => {
  it("begins in the very call, since a click is forgotten by the next one", async () => {
    const model = createFakeModel({ onCreate: downloading(0, 0.5, 1) });
    const shares: number[] = [];
    const done = download(model, ["en"], signal, (share) => shares.push(share));
    expect(model.created).toMatchObject([{ expectedInputs: [{ type: "text", languages: ["en"] }] }]);
    await done;
    expect(shares).toEqual([0, 0.5, 1]);
    expect(model.open).toBe(0);
  });

  it("fails with what the browser says", async () => {
    const failing = (name: string) =>
      download(
        createFakeModel({ onCreate: () => Promise.reject(new DOMException("", name)) }),
        ["en"],
        signal,
        () => {},
      );
    await expect(failing("NetworkError")).rejects.toMatchObject({ kind: "network" });
    await expect(failing("NotAllowedError")).rejects.toMatchObject({ kind: "no-model" });
    const model = createFakeModel();
    await expect(download(model, ["en"], AbortSignal.abort(), () => {})).rejects.toMatchObject({ kind: "aborted" });
  });
});
