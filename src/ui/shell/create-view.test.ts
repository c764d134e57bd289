import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import type { Message } from "../../conversations/conversation.ts";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import { createPortPair, type PortPair } from "../../port/fake-port.test-tools.ts";
import { backendsOf, siteRecord } from "../../backends/backends.test-tools.ts";
import { chosenSiteLabel, readViewSettings, type ViewSettings } from "../../settings/view-settings.ts";
import type { SettingsReader } from "../../settings/settings-reader.ts";
import { createGate, type Gate } from "../../turns/gate.test-tools.ts";
import { createView } from "./create-view.ts";
import type { ViewContext } from "./view-context.ts";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

let stored: ViewSettings;
let tell: () => void;
let loaded: Gate;
let page: AbortController;
let pairs: PortPair[];
let leave: () => void;

const storage: SettingsReader<ViewSettings> = {
  async get() {
    await loaded.opened;
    return stored;
  },
  watch(listener) {
    tell = listener;
  },
};

/** Stores settings, as any page can, and waits until the view has read them. */
async function store(settings: ViewSettings): Promise<void> {
  stored = settings;
  tell();
  await loaded.opened;
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

const agreeTo = vi.fn(async (_backendId: string) => store({ ...stored, backends: backendsOf([], undefined, 7) }));

beforeEach(() => {
  agreeTo.mockClear();
  stored = { ...readViewSettings({}), backends: backendsOf([]) };
  tell = () => undefined;
  loaded = createGate();
  page = new AbortController();
  pairs = [];
});
afterEach(() => page.abort());

function start(
  isPrivate = false,
  report: (problem: unknown) => void = (problem) => expect.unreachable(String(problem)),
): ViewContext {
  return createView({
    surface: "panel",
    connect() {
      const pair = createPortPair();
      pairs.push(pair);
      return pair.view;
    },
    window: { id: 7, private: isPrivate },
    hasContextMenu: true,
    settings: storage,
    agreeTo,
    openSettings: () => undefined,
    requestAccess: async () => true,
    allowContext: async () => undefined,
    loadBuiltIn: () => Promise.reject(new Error("No model is met")),
    onLeave: (listener) => (leave = listener),
    onWake: () => undefined,
    close: () => undefined,
    report,
    signal: page.signal,
  });
}

const sent = () => (pairs[0]?.view.sent ?? []) as readonly Command[];

async function connected(): Promise<void> {
  loaded.open();
  await vi.waitUntil(() => pairs.length > 0, { interval: 1 });
}

test("a view says hello with its surface and window", async () => {
  start();
  await connected();
  expect(sent()).toEqual([{ type: "hello", surface: "panel", windowId: 7, private: false, resumed: false }]);
});

test("what is done before the connection stands is sent afterwards, in order", async () => {
  const { chat } = start();
  chat.show("c");
  chat.list(50);
  expect(pairs).toHaveLength(0);
  await connected();
  expect(sent().map(({ type }) => type)).toEqual(["hello", "watch", "list", "watch", "list"]);
});

test("what was typed last is sent when the view goes, without waiting for a pause", async () => {
  const { chat } = start();
  await connected();
  pairs[0]?.background.post({ type: "welcome", conversationId: null, draft: "" });
  pairs[0]?.background.deliver();
  chat.draft.text.value = "Half a thought";
  leave();
  expect(sent().at(-1)).toMatchObject({ type: "draft", conversationId: null, text: "Half a thought" });
});

test("a question asked before the settings were read is asked once it is known that the person has agreed", async () => {
  const { chat } = start();
  chat.ask("Why?");
  expect(chat.held.value).toMatchObject([{ text: "Why?" }]);
  await connected();
  const questions = sent().flatMap((command) => (command.type === "ask" ? [command.text, command.questionId] : []));
  expect(new Set(questions)).toEqual(new Set(["Why?", chat.unconfirmed.value[0]?.questionId]));
  expect(chat.held.value).toEqual([]);
});

test("a held question is asked when the person agrees, here or in another view", async () => {
  stored = readViewSettings({});
  const { chat } = start();
  await connected();
  chat.ask("Why?");
  expect(sent().map(({ type }) => type)).toEqual(["hello"]);
  await store({ ...stored, backends: backendsOf([]) });
  expect(sent().filter(({ type }) => type === "ask")).toMatchObject([{ text: "Why?" }]);
});

test("a held question stays held where other settings change", async () => {
  stored = readViewSettings({});
  const { chat, settings } = start();
  await connected();
  chat.ask("Why?");
  await store({ ...stored });
  expect(settings.value).toBe(stored);
  expect(chat.held.value).toMatchObject([{ text: "Why?" }]);
  expect(sent().map(({ type }) => type)).toEqual(["hello"]);
});

test("agreeing is stored with the time, and known at once", async () => {
  stored = readViewSettings({});
  const { agree, settings } = start();
  await connected();
  await agree();
  expect(agreeTo).toHaveBeenCalledExactlyOnceWith("chatgptt");
  expect(settings.value?.backends).toEqual(backendsOf([], undefined, 7));
});

test("a backend that was chosen without being agreed to holds the question, and its notice names it", async () => {
  const other = siteRecord("other.example", { agreedAt: null });
  const { chat, agree, settings } = start();
  await connected();
  await store({ ...stored, backends: backendsOf([other], other.id) });
  chat.ask("Why?");
  expect(chat.held.value).toMatchObject([{ text: "Why?" }]);
  expect(chosenSiteLabel(settings.value as ViewSettings)).toBe("other.example");
  await agree();
  expect(agreeTo).toHaveBeenCalledExactlyOnceWith(other.id);
});

test("a question that is held for one backend is asked at once of another one that the person chooses", async () => {
  const other = siteRecord("other.example", { agreedAt: null });
  const { chat } = start();
  await connected();
  await store({ ...stored, backends: backendsOf([other], other.id) });
  chat.ask("Why?");
  expect(chat.held.value).toMatchObject([{ target: { backendId: other.id } }]);
  chat.choose({ backendId: "chatgptt" });
  expect(chat.held.value).toEqual([]);
  expect(sent().filter(({ type }) => type === "ask")).toMatchObject([{ target: { backendId: "chatgptt" } }]);
});

test("the person agrees to whom the conversation asks, whoever is chosen in the settings", async () => {
  const other = siteRecord("other.example", { agreedAt: null });
  const { chat, agree } = start();
  await connected();
  await store({ ...stored, backends: backendsOf([other]) });
  chat.choose({ backendId: other.id });
  chat.ask("Why?");
  expect(chat.held.value).toHaveLength(1);
  await agree();
  expect(agreeTo).toHaveBeenCalledExactlyOnceWith(other.id);
});

test("without the chosen backend there is nothing to agree to: the answer says what is wrong", async () => {
  const { chat } = start();
  await connected();
  await store({ ...stored, backends: backendsOf([], "gone", null) });
  chat.ask("Why?");
  expect(chat.held.value).toEqual([]);
  expect(sent().filter(({ type }) => type === "ask")).toMatchObject([{ text: "Why?" }]);
});

test("where the settings cannot be read, a question stays in the box with a word, and is sent when they can", async () => {
  const failure = new Error("An unexpected error occurred");
  const reported: unknown[] = [];
  const reading = vi.spyOn(storage, "get").mockRejectedValue(failure);
  const view = start(false, (problem) => reported.push(problem));
  await connected();
  view.chat.draft.text.value = "Why?";
  view.chat.askDraft();
  expect([view.chat.problem.value, view.chat.draft.text.value]).toEqual(["settings-unread", "Why?"]);
  expect([sent().filter(({ type }) => type === "ask"), reported]).toEqual([[], [failure]]);
  reading.mockRestore();
  view.readSettings();
  await vi.waitUntil(() => view.settings.value !== undefined, { interval: 1 });
  expect([view.chat.problem.value, view.chat.draft.text.value]).toEqual([undefined, ""]);
  expect(sent().filter(({ type }) => type === "ask")).toMatchObject([{ text: "Why?" }]);
});

test("who leaves a temporary chat in which something was asked or typed is offered the way back", async () => {
  const { chat, undo } = start();
  await connected();
  chat.newChat(true);
  chat.newChat(false);
  chat.newChat(true);
  expect(undo.offer.value).toBeUndefined();
  const asked = chat.conversationId.value;
  chat.ask("Why?");
  chat.newChat(true);
  undo.offer.value?.undo();
  expect(chat.conversationId.value).toBe(asked);

  undo.close();
  chat.newChat(true);
  const typed = chat.conversationId.value;
  chat.draft.text.value = "Half a thought";
  undo.close();
  chat.show("c");
  undo.offer.value?.undo();
  expect(chat.conversationId.value).toBe(typed);
});

describe("a message deleted with all that follows it", () => {
  const messages = [
    sampleMessage({ id: "q1", conversationId: "c", text: "Why?" }),
    sampleMessage({ id: "a1", conversationId: "c", parentId: "q1", role: "assistant", text: "So." }),
    sampleMessage({ id: "q2", conversationId: "c", text: "Why not?", createdAt: 2 }),
  ];

  async function showing(shown: readonly Message[], leafId: string): Promise<ViewContext> {
    const view = start();
    await connected();
    view.chat.show("c");
    const conversation = sampleConversation({ id: "c", title: "Why?", leafId });
    pairs[0]?.background.post({ type: "snapshot", sequence: 0, conversation, messages: shown, draft: "" });
    pairs[0]?.background.deliver();
    return view;
  }
  const lastSent = (count: number) => sent().slice(-count);

  it("takes the conversation with it where nothing of any version is left, and Undo brings it back", async () => {
    const gone = messages.map((message) => (message.id === "q2" ? { ...message, deletedAt: 3 } : message));
    const { chat, actions, undo } = await showing(gone, "a1");
    actions.deleteBranch(messages[0] as Message);
    expect(lastSent(2)).toMatchObject([
      { type: "delete", conversationId: "c" },
      { type: "watch", conversationId: null },
    ]);
    expect(chat.knownId.value).toBeNull();
    undo.offer.value?.undo();
    expect(lastSent(2)).toMatchObject([
      { type: "restore", conversationId: "c" },
      { type: "watch", conversationId: "c" },
    ]);
  });

  it("leaves the conversation where another version or something before it is left", async () => {
    const { actions } = await showing(messages, "a1");
    for (const message of messages.slice(0, 2)) {
      actions.deleteBranch(message);
      expect(lastSent(1)).toMatchObject([{ type: "edit", edit: { type: "delete-branch", messageId: message.id } }]);
    }
  });
});

test("in a private window, which lists all its chats, no way back is offered", async () => {
  const { chat, undo } = start(true);
  await connected();
  chat.ask("Why?");
  chat.newChat(false);
  expect(undo.offer.value).toBeUndefined();
});
