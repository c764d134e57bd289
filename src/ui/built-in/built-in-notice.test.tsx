// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import english from "../../../public/_locales/en/messages.json";
import russian from "../../../public/_locales/ru/messages.json";
import { textsOf } from "../../i18n/catalogue.ts";
import { setTexts } from "../../i18n/translate.ts";
import type { BuiltInModel, BuiltInReport, BuiltInState, DownloadEnd } from "./built-in-model.ts";
import { BuiltInNotice } from "./built-in-notice.tsx";

interface RunningDownload {
  languages: readonly string[];
  signal: AbortSignal;
  progress(share: number): void;
  end(end: DownloadEnd): void;
}

let state: BuiltInState | Error;
let known: readonly string[];
let downloads: RunningDownload[];
const onReady = vi.fn();
const inspect = vi.fn<BuiltInModel["inspect"]>(async (languages): Promise<BuiltInReport> => {
  if (state instanceof Error) throw state;
  return { state, languages: languages ?? ["en"], known };
});

const model: BuiltInModel = {
  inspect,
  download(languages, signal, onProgress) {
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ type: "stopped" }));
      downloads.push({ languages, signal, progress: (share) => act(() => onProgress(share)), end: resolve });
    });
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  setTexts(textsOf(english));
  known = ["en", "es"];
  downloads = [];
  onReady.mockClear();
  inspect.mockClear();
});
afterEach(() => {
  act(() => render(null, document.body));
  vi.useRealTimers();
});

const settle = (ms = 0) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

async function show(next: BuiltInState | Error, languages?: readonly string[]): Promise<void> {
  state = next;
  act(() => render(<BuiltInNotice model={model} languages={languages} onReady={onReady} />, document.body));
  await settle();
}

const announced = () => document.querySelector("[role=status]")?.textContent ?? "";
const bar = () => document.querySelector("progress");
const buttons = () => Array.from(document.querySelectorAll("button"), ({ textContent }) => textContent);

async function press(name: string): Promise<void> {
  const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name);
  if (button === undefined) throw new Error(`No button "${name}"`);
  act(() => button.click());
  await settle();
}

async function end(how: DownloadEnd): Promise<void> {
  downloads.at(-1)?.end(how);
  await settle();
}

const DOWNLOADABLE: BuiltInState = { state: "downloadable" };
const AVAILABLE: BuiltInState = { state: "available" };

describe("a state", () => {
  it.each<[string, BuiltInState, RegExp, string[]]>([
    ["available", AVAILABLE, /is ready.*even without a connection/, []],
    ["downloadable", DOWNLOADABLE, /several gigabytes.*22 GB/, ["Download the model"]],
    ["no such browser", { state: "unavailable", reasons: ["browser"] }, /cannot be used here\..*Chrome/, []],
    ["too weak", { state: "unavailable", reasons: ["hardware"] }, /16 GB of memory/, []],
    ["too full", { state: "unavailable", reasons: ["disk-space"] }, /22 GB must be free/, []],
    ["no service", { state: "unavailable", reasons: ["model-service"] }, /lacks what runs the model/, []],
    ["a policy", { state: "unavailable", reasons: ["policy"] }, /chrome:\/\/policy/, []],
  ])("%s is said, with what to do", async (_, next, words, expected) => {
    known = next.state === "unavailable" ? [] : known;
    await show(next);
    expect(announced()).toMatch(words);
    expect(buttons()).toEqual(expected);
    expect(bar()).toBeNull();
  });

  it("that may have many reasons lists them", async () => {
    known = [];
    await show({ state: "unavailable", reasons: ["hardware", "disk-space", "model-service", "policy"] });
    expect(announced()).toContain("one of these is likely");
    expect(document.querySelectorAll("li")).toHaveLength(4);
  });

  it("below an error says only the reason, because the error has said the rest", async () => {
    state = { state: "unavailable", reasons: ["policy"] };
    act(() => render(<BuiltInNotice model={model} belowError />, document.body));
    await settle();
    expect(announced()).toMatch(/^Whoever manages this browser/);
  });

  it("that the browser does not tell can be read again", async () => {
    await show(new Error("silence"));
    expect(announced()).toContain("does not say");
    state = AVAILABLE;
    await press("Try again");
    expect(announced()).toContain("is ready");
    expect(onReady).not.toHaveBeenCalled();
  });
});

describe("languages", () => {
  it("that the interface has and the model lacks are named, with those that it knows", async () => {
    setTexts(textsOf(russian));
    await show(AVAILABLE);
    expect(announced()).toContain("Она не знает этот язык: русский. Она знает: английский и испанский.");
  });

  it("that it is asked in and lacks are named", async () => {
    await show({ state: "unavailable", reasons: ["language"] }, ["ru"]);
    expect(announced()).toContain(
      "It does not know every language that it is to be asked in: Russian. It knows: English and Spanish.",
    );
  });

  it("of the interface are named once, where it is asked in that one", async () => {
    setTexts(textsOf(russian));
    await show({ state: "unavailable", reasons: ["language"] }, ["ru"]);
    expect(announced().match(/русский/g)).toHaveLength(1);
  });

  it("are not spoken of where it knows that of the interface", async () => {
    await show(AVAILABLE);
    expect(announced()).not.toContain("It does not know");
  });
});

describe("a download", () => {
  beforeEach(() => show(DOWNLOADABLE, ["en", "es"]));

  it("begins in the click itself, for the languages that it is for", () => {
    const button = document.querySelector("button");
    act(() => button?.click());
    expect(downloads).toMatchObject([{ languages: ["en", "es"] }]);
  });

  it("shows how far it is, tells it sparingly, and says when the model can be asked", async () => {
    await press("Download the model");
    expect(bar()?.hasAttribute("value")).toBe(false);
    const heard = new Set<string>();
    for (let percent = 0; percent < 100; percent += 1) {
      downloads[0]?.progress(percent / 100);
      heard.add(announced());
      expect(bar()?.value).toBeCloseTo(percent / 100);
      expect(document.querySelector("p")?.textContent).toBe(`${percent}% of the model is downloaded.`);
    }
    expect(heard.size).toBe(4);
    downloads[0]?.progress(1);
    expect(announced()).toContain("getting it ready");
    expect(bar()?.hasAttribute("value")).toBe(false);
    expect(onReady).not.toHaveBeenCalled();
    state = AVAILABLE;
    await end({ type: "done" });
    expect(onReady).toHaveBeenCalledOnce();
    expect(announced()).toContain("is ready");
  });

  it("can be left. What the browser does then is shown, and nothing joins it again", async () => {
    await press("Download the model");
    state = { state: "downloading" };
    await press("Stop waiting");
    expect(downloads[0]?.signal.aborted).toBe(true);
    expect(downloads).toHaveLength(1);
    expect(bar()).not.toBeNull();
    state = AVAILABLE;
    await settle(2_000);
    expect(announced()).toContain("is ready");
    expect(onReady).toHaveBeenCalledOnce();
  });

  it.each<[Extract<DownloadEnd, { type: "failed" }>["reason"], RegExp]>([
    ["network", /Check your connection/],
    ["refused", /did not begin/],
    ["other", /restart the browser/],
  ])("that fails (%s) says so, and can be tried again", async (reason, words) => {
    await press("Download the model");
    await end({ type: "failed", reason, detail: "Words of the browser." });
    expect(announced()).toMatch(words);
    expect(announced()).toContain("The browser says: Words of the browser.");
    await press("Download the model");
    expect(downloads).toHaveLength(2);
    expect(announced()).not.toMatch(words);
    expect(onReady).not.toHaveBeenCalled();
  });

  it("that is refused tells why, where the browser now says that it has no model", async () => {
    await press("Download the model");
    state = { state: "unavailable", reasons: ["disk-space"] };
    await end({ type: "failed", reason: "refused" });
    expect(announced()).toContain("22 GB must be free");
    expect(buttons()).toEqual([]);
  });
});

describe("a download that runs already", () => {
  const DOWNLOADING: BuiltInState = { state: "downloading" };

  it("is joined, and shows how far it is", async () => {
    await show(DOWNLOADING);
    downloads[0]?.progress(0.5);
    expect(bar()?.value).toBe(0.5);
    state = AVAILABLE;
    await end({ type: "done" });
    expect(onReady).toHaveBeenCalledOnce();
  });

  it("is watched where the browser lets nobody join", async () => {
    await show(DOWNLOADING);
    await end({ type: "failed", reason: "refused" });
    expect(bar()?.hasAttribute("value")).toBe(false);
    expect(announced()).toBe("The browser is downloading its model.");
    await settle(4_000);
    expect(downloads).toHaveLength(1);
    state = DOWNLOADABLE;
    await settle(2_000);
    expect(buttons()).toEqual(["Download the model"]);
    expect(onReady).not.toHaveBeenCalled();
  });

  it("is left alone by a view that is closed", async () => {
    await show(DOWNLOADING);
    await end({ type: "failed", reason: "refused" });
    act(() => render(null, document.body));
    const looks = inspect.mock.calls.length;
    await settle(10_000);
    expect(inspect.mock.calls.length).toBe(looks);
    expect(downloads[0]?.signal.aborted).toBe(true);
    expect(onReady).not.toHaveBeenCalled();
  });
});
