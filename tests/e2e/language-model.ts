import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";

/** How the browser's own model is, and what it does. */
export interface ModelPlan {
  availability: "unavailable" | "downloadable" | "downloading" | "available";
  /** The languages that it knows. */
  languages: readonly string[];
  /** Names as before the renaming, and chunks that are the whole text so far. */
  old: boolean;
  /** How much of it is downloaded, from 0 to 1. At 1 the download is done. */
  loaded: number;
  /** What it has said so far, in chunks. */
  chunks: readonly string[];
  /** How its answer ends. Absent: it does not end yet. */
  end?: "whole" | { name: string; message: string };
}

/** What was asked of it. */
export interface ModelAsked {
  /** Whether the background asked, or a page. */
  by: "background" | "page";
  initialPrompts: readonly { role: string; content: string }[];
  question: string;
}

const PLAN: ModelPlan = { availability: "available", languages: ["en", "es", "ja"], old: false, loaded: 0, chunks: [] };

/** A stand-in for the browser's own model, in the background and in all pages. */
export interface LanguageModelControl {
  /** Changes how it is from now on. */
  set(change: Partial<ModelPlan>): Promise<void>;
  asked(): Promise<ModelAsked[]>;
}

/** Takes hold of the stand-in of a build that has one. */
export function controlLanguageModel(extension: ExtensionBrowser): LanguageModelControl {
  let plan = PLAN;
  return {
    async set(change) {
      plan = { ...plan, ...change };
      const background = await extension.background();
      await background.evaluate((next) => chrome.storage.session.set({ "stand-in": next }), plan);
    },
    async asked() {
      const background = await extension.background();
      const { "stand-in-asked": asked = [] } = await background.evaluate(() =>
        chrome.storage.session.get("stand-in-asked"),
      );
      return asked as ModelAsked[];
    },
  };
}

/** Where the builds lie, from the project's folder: for each process that runs tests, one with a stand-in, one without any model. */
export const MODEL_BUILD = join(".output", `chrome-mv3-language-model-${process.env["TEST_WORKER_INDEX"] ?? ""}`);
export const NO_MODEL_BUILD = join(".output", `chrome-mv3-no-language-model-${process.env["TEST_WORKER_INDEX"] ?? ""}`);

/** Makes both of the production build: the same, with a script that runs before all others. */
export async function buildWithLanguageModel(): Promise<void> {
  await buildWith(MODEL_BUILD, `(${standIn.toString()})();\n`);
  await buildWith(NO_MODEL_BUILD, "delete globalThis.LanguageModel;\n");
}

async function buildWith(build: string, script: string): Promise<void> {
  const folder = resolve(build);
  await rm(folder, { recursive: true, force: true });
  await cp(resolve(CHROMIUM_BUILD), folder, { recursive: true });
  await writeFile(join(folder, "language-model.js"), script);
  for (const name of await readdir(folder)) {
    if (name !== "background.js" && !name.endsWith(".html")) continue;
    const file = join(folder, name);
    const before = await readFile(file, "utf8");
    const after = name.endsWith(".html")
      ? before.replace("<head>", '<head><script src="/language-model.js"></script>')
      : script + before;
    if (after === before) throw new Error(`${name} has no place for the script`);
    await writeFile(file, after);
  }
}

/** Runs in the browser, and so is of one piece. What is set in session memory is one for all pages and the background. */
function standIn(): void {
  type Options = {
    expectedInputs: { languages: string[] }[];
    initialPrompts?: ModelAsked["initialPrompts"];
    signal: AbortSignal;
    monitor?(monitor: EventTarget): void;
  };
  const isPage = "document" in globalThis;

  async function readPlan(): Promise<ModelPlan> {
    const stored = await chrome.storage.session.get("stand-in");
    return stored["stand-in"] as ModelPlan;
  }

  /** Calls `look` with how it is now, and at each change, until it says that it has seen enough. */
  function follow(look: (plan: ModelPlan) => boolean): void {
    const listen = (changes: Record<string, { newValue?: unknown }>) => {
      const change = changes["stand-in"];
      if (change !== undefined && look(change.newValue as ModelPlan)) stop();
    };
    const stop = () => chrome.storage.session.onChanged.removeListener(listen);
    chrome.storage.session.onChanged.addListener(listen);
    void readPlan().then((plan) => void (look(plan) && stop()));
  }

  async function stateIn(options: Options): Promise<ModelPlan["availability"]> {
    const { availability, languages } = await readPlan();
    return options.expectedInputs.every((input) => input.languages.every((language) => languages.includes(language)))
      ? availability
      : "unavailable";
  }

  function untilDownloaded({ monitor, signal }: Options): Promise<void> {
    const progress = new EventTarget();
    monitor?.(progress);
    return new Promise((done, failed) => {
      signal.addEventListener("abort", () => failed(signal.reason));
      follow(({ loaded, end }) => {
        progress.dispatchEvent(Object.assign(new Event("downloadprogress"), { loaded }));
        if (typeof end === "object") failed(new DOMException(end.message, end.name));
        else if (loaded === 1) done();
        return loaded === 1 || typeof end === "object";
      });
    });
  }

  function answer(plan: ModelPlan, signal: AbortSignal): ReadableStream<string> {
    return new ReadableStream({
      start(controller) {
        let said = 0;
        let ended = false;
        signal.addEventListener("abort", () => {
          if (!ended) controller.error(signal.reason);
          ended = true;
        });
        follow(({ chunks, end }) => {
          if (ended) return true;
          for (; said < chunks.length; said += 1) {
            controller.enqueue(plan.old ? chunks.slice(0, said + 1).join("") : (chunks[said] ?? ""));
          }
          ended = end !== undefined;
          if (end === "whole") controller.close();
          else if (end !== undefined) controller.error(new DOMException(end.message, end.name));
          return ended;
        });
      },
    });
  }

  async function write(initialPrompts: ModelAsked["initialPrompts"], question: string): Promise<void> {
    const { "stand-in-asked": asked = [] } = await chrome.storage.session.get("stand-in-asked");
    const next: ModelAsked = { by: isPage ? "page" : "background", initialPrompts, question };
    await chrome.storage.session.set({ "stand-in-asked": [...(asked as ModelAsked[]), next] });
  }

  function createSession(plan: ModelPlan, { initialPrompts = [] }: Options): EventTarget {
    const count = async (text: string) => text.length;
    const names = plan.old
      ? { inputQuota: 6000, inputUsage: 0, measureInputUsage: count }
      : { contextWindow: 6000, contextUsage: 0, measureContextUsage: count };
    return Object.assign(new EventTarget(), names, {
      promptStreaming(question: string, { signal }: { signal: AbortSignal }) {
        void write(initialPrompts, question);
        return answer(plan, signal);
      },
      destroy: () => undefined,
    });
  }

  const model = {
    availability: stateIn,
    // A click counts only as long as nothing was awaited, which the browser notices too.
    create(options: Options): Promise<EventTarget> {
      const clicked = !isPage || navigator.userActivation.isActive;
      return (async () => {
        const state = await stateIn(options);
        if (state === "unavailable") {
          const message = "Unable to create a text session because the service is not running.";
          throw new DOMException(message, "NotSupportedError");
        }
        if (state !== "available") {
          if (!clicked) throw new DOMException("Requires a user gesture.", "NotAllowedError");
          await untilDownloaded(options);
        }
        options.signal.throwIfAborted();
        return createSession(await readPlan(), options);
      })();
    },
  };
  Object.defineProperty(globalThis, "LanguageModel", { value: model, configurable: true, writable: true });
}
