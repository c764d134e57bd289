import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import type { Intent } from "../port/events.ts";
import type { QuickPrompt } from "../settings/quick-prompt.ts";
import { type PopupSettings, readPopupSettings } from "../settings/popup-settings.ts";
import type { SettingsReader } from "../settings/settings-reader.ts";
import { serveSelectionMenu } from "./context-menu.ts";

const fake = vi.hoisted(() => ({
  create: vi.fn(),
  removeAll: vi.fn(),
  clicked: vi.fn(),
  installed: vi.fn(),
  readSelectionOf: vi.fn(),
  openPanel: vi.fn(),
}));
vi.mock("wxt/browser", () => ({
  browser: {
    contextMenus: { create: fake.create, removeAll: fake.removeAll, onClicked: { addListener: fake.clicked } },
    runtime: { onInstalled: { addListener: fake.installed }, onStartup: { addListener: vi.fn() } },
  },
}));
vi.mock("#browser/panel.ts", () => ({ openPanel: fake.openPanel }));
vi.mock("./tabs/page-reader.ts", () => ({ readSelectionOf: fake.readSelectionOf }));
vi.mock("../i18n/translate.ts", () => ({ translate: (key: string) => key }));

const prompt = (name: string, more: Partial<QuickPrompt> = {}): QuickPrompt => ({
  id: "p",
  name,
  prompt: "Explain:",
  send: "now",
  ...more,
});
const sources = [{ type: "selection", url: "https://bees.example/dance", title: "Bees" }];
const send = vi.fn<(windowId: number, intent: Intent) => Promise<void>>();
const report = vi.fn();
let memory = createMemory();

function serve(quickPrompts: QuickPrompt[]): void {
  const settings: SettingsReader<PopupSettings> = {
    get: () => Promise.resolve({ ...readPopupSettings({}), quickPrompts }),
    watch: () => undefined,
  };
  serveSelectionMenu(settings, memory, send, () => "id", report, Promise.resolve());
}

/** Takes an item on a selection, and gives what the panel is sent. */
async function click(menuItemId: string, more: object = {}): Promise<Intent | undefined> {
  const [listener] = fake.clicked.mock.calls[0] ?? [];
  const tab = { id: 7, windowId: 1, url: "https://me:secret@bees.example/dance", title: "Bees" };
  listener({ menuItemId, selectionText: "Bees dance", frameId: 3, editable: false, ...more }, tab);
  await vi.waitFor(() => expect(send.mock.calls.length + report.mock.calls.length).toBeGreaterThan(0));
  return send.mock.calls[0]?.[1];
}

beforeEach(() => {
  vi.clearAllMocks();
  memory = createMemory();
  send.mockResolvedValue();
  fake.openPanel.mockResolvedValue(undefined);
  fake.readSelectionOf.mockResolvedValue("Bees\ndance");
});

describe("the menu's items", () => {
  it("are made anew by the next background where one was killed in the middle, and only there", async () => {
    fake.removeAll.mockReturnValueOnce(new Promise(() => undefined));
    serve([prompt("Explain")]);
    fake.installed.mock.lastCall?.[0]();
    await vi.waitFor(() => expect(fake.removeAll).toHaveBeenCalledTimes(1));
    expect(fake.create).not.toHaveBeenCalled();
    serve([prompt("Explain")]);
    await vi.waitFor(() => expect(fake.create).toHaveBeenCalledTimes(2));
    await vi.waitFor(async () => expect(await memory.keys()).toEqual([]));
    serve([prompt("Explain")]);
    await vi.waitFor(() => Promise.resolve());
    expect(fake.removeAll).toHaveBeenCalledTimes(2);
  });

  it("are made also where session memory is full", async () => {
    memory = createMemory(5);
    serve([prompt("Explain")]);
    fake.installed.mock.lastCall?.[0]();
    await vi.waitFor(() => expect(fake.create).toHaveBeenCalledTimes(2));
  });

  it("are called as the prompts are", async () => {
    serve([prompt("Q&A"), prompt("100%sure")]);
    fake.installed.mock.calls[0]?.[0]();
    await vi.waitFor(() => expect(fake.create).toHaveBeenCalledTimes(3));
    const titles = fake.create.mock.calls.map(([{ title }]) => title);
    expect(titles).toEqual(["askAbout", "Q&&A", "100%\u200Bsure"]);
  });

  it("quote the selection of the frame that was clicked", async () => {
    serve([]);
    expect(await click("ask-about")).toEqual({ type: "quote", id: "id", text: "Bees\ndance", sources });
    expect(fake.readSelectionOf.mock.calls[0]?.slice(0, 2)).toEqual([7, 3]);
  });

  it("ask at once in a conversation that is called as prompt and text, or write a draft", async () => {
    serve([prompt("Explain"), prompt("Draft", { id: "draft", send: "edit" })]);
    const text = "Explain:\n\nBees\ndance";
    expect(await click("quick-prompt:p")).toEqual({ type: "ask", id: "id", text, sources, title: "Explain: Bees" });
    send.mockClear();
    expect(await click("quick-prompt:draft")).toMatchObject({ type: "show", draft: text, sources });
  });

  it.each([
    ["the page does not answer", () => Promise.reject(new Error("silent")), false],
    ["the page has none", () => Promise.resolve(""), false],
    ["a field was clicked, and the page has another one", () => Promise.resolve("Elsewhere"), true],
  ])("use the text that the browser hands over where %s", async (_name, read, editable) => {
    fake.readSelectionOf.mockImplementation(read);
    serve([]);
    expect(await click("ask-about", { editable })).toMatchObject({ text: "Bees dance" });
  });

  it("keep the lines of a field", async () => {
    serve([]);
    expect(await click("ask-about", { editable: true })).toMatchObject({ text: "Bees\ndance" });
  });
});
