import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHtmlParser } from "./html-parser.ts";

const fake = vi.hoisted(() => ({ getContexts: vi.fn(), createDocument: vi.fn(), closeDocument: vi.fn() }));
vi.mock("wxt/browser", () => ({
  browser: {
    runtime: { getURL: (path: string) => `chrome-extension://id${path}`, getContexts: fake.getContexts },
    offscreen: { createDocument: fake.createDocument, closeDocument: fake.closeDocument },
  },
}));

/** The offscreen document, once it has loaded. */
const client = {
  url: "chrome-extension://id/offscreen.html",
  postMessage: vi.fn((_message: unknown, [port]: MessagePort[]) => port?.postMessage([])),
};
let clients: object[];

beforeEach(() => {
  vi.clearAllMocks();
  clients = [];
  vi.stubGlobal("clients", { matchAll: async () => clients });
  fake.getContexts.mockResolvedValue([]);
  fake.closeDocument.mockResolvedValue(undefined);
  fake.createDocument.mockImplementation(async () => void clients.push(client));
});
afterEach(() => vi.unstubAllGlobals());

const parse = () => createHtmlParser()("<p>", "p", new AbortController().signal);

test("a document is created where there is none", async () => {
  expect(await parse()).toEqual([]);
  expect(fake.createDocument).toHaveBeenCalledTimes(1);
});

test("one that a killed background has left, and that is still loading, is waited for", async () => {
  fake.getContexts.mockResolvedValue([{}]);
  const parsed = parse();
  await vi.waitFor(() => expect(fake.getContexts).toHaveBeenCalled());
  clients.push(client);
  expect(await parsed).toEqual([]);
  expect(fake.createDocument).not.toHaveBeenCalled();
});

test("one that is created at the same moment does as well", async () => {
  fake.createDocument.mockImplementationOnce(async () => {
    clients.push(client);
    fake.getContexts.mockResolvedValue([{}]);
    throw new Error("Only a single offscreen document may be created.");
  });
  expect(await parse()).toEqual([]);
});

test("a browser that creates none says why", async () => {
  fake.createDocument.mockRejectedValueOnce(new Error("No offscreen documents"));
  await expect(parse()).rejects.toThrow("No offscreen documents");
});
