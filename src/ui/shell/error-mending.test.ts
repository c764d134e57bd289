import { signal } from "@preact/signals";
import { beforeEach, expect, it, vi } from "vitest";
import { readViewSettings, type ViewSettings } from "../../settings/view-settings.ts";
import { sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Message } from "../../conversations/conversation.ts";
import type { Target } from "../../backends/target.ts";
import type { Chat } from "../client/chat.ts";
import { createErrorMending, type MendingDependencies } from "./error-mending.ts";

const record = { id: "o", type: "ollama", name: "Ollama", config: {}, agreedAt: 5 };
const settings = signal<ViewSettings | undefined>(readViewSettings({ "backend:o": record }));
const retry = vi.fn();
const target = signal<Target | undefined>({ backendId: "o", model: "parrot" });
const chat = { retry, target, problem: signal() } as unknown as Chat;
const allowContext = vi.fn(async (_id: string, _tokens: number) => undefined);
const openSettings = vi.fn();
const requestAccess = vi.fn(async (_pattern: string) => true);
const report = vi.fn();

const dependencies: MendingDependencies = {
  openSettings,
  requestAccess,
  allowContext,
  loadBuiltIn: () => Promise.reject(new Error("No model is met")),
  report,
};
const mending = createErrorMending(chat, settings, dependencies);

beforeEach(() => {
  vi.clearAllMocks();
  chat.problem.value = undefined;
});

function failed(error: Partial<NonNullable<Message["error"]>>, backendId = "o"): Message {
  return sampleMessage({
    id: "a",
    role: "assistant",
    state: "failed",
    backend: { id: backendId, name: "Ollama" },
    error: { kind: "too-long", ...error },
  });
}

it.each([
  [65_536, 131_072, 65_536],
  [65_536, undefined, 65_536],
  [65_536, 40_000, 40_000],
])(
  "of %i tokens that are needed and %s that the model takes, %i are allowed, and it is asked again",
  async (...tokens) => {
    const [neededTokens, modelTokens, allowed] = tokens;
    const context = { neededTokens, allowedTokens: 32_768, ...(modelTokens !== undefined && { modelTokens }) };
    mending.giveMemory(failed({ context }));
    await vi.waitFor(() => expect(retry).toHaveBeenCalledWith("a"));
    expect(allowContext.mock.calls).toEqual([["o", allowed]]);
  },
);

it("asks the backend that was mended, and its model where the conversation still asks it", async () => {
  const other = signal<Target | undefined>({ backendId: "other" });
  createErrorMending({ ...chat, target: other }, settings, dependencies).askAgain(failed({}));
  mending.askAgain(failed({}));
  mending.askAgain(failed({}, "gone"));
  expect(retry.mock.calls).toEqual([["a", { backendId: "o" }], ["a"], ["a"]]);
});

it("asks nothing again where more memory could not be stored, and says so", async () => {
  allowContext.mockRejectedValueOnce(new Error("QUOTA_BYTES"));
  mending.giveMemory(failed({ context: { neededTokens: 9000, allowedTokens: 4096 } }));
  await vi.waitFor(() => expect(chat.problem.value).toBe("not-done"));
  expect(retry).not.toHaveBeenCalled();
  expect(report).toHaveBeenCalledOnce();
});

it("opens the settings at the backend of the answer, and without one where that is gone", () => {
  mending.openSettings(failed({}));
  mending.openSettings(failed({}, "gone"));
  mending.openSettings();
  expect(openSettings.mock.calls).toEqual([["o"], [undefined], [undefined]]);
});

it("asks for access where the backend stands, and then again", async () => {
  mending.allowAccess(failed({ kind: "permission" }));
  await vi.waitFor(() => expect(retry).toHaveBeenCalledOnce());
  expect(requestAccess.mock.calls).toEqual([["http://127.0.0.1/*"]]);
});
