import { beforeEach, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { ChatError } from "../providers/chat-error.ts";
import type { Call, ChatRequest, ProviderType, ReplyPart, Traits } from "../providers/provider.ts";
import { createRateLimit } from "../providers/transport/rate-limit.ts";
import { TIME_LIMITS } from "../providers/transport/time-limits.ts";
import { Secret } from "../secrets/secret.ts";
import type { Backend } from "./backend.ts";
import type { UnreadableBackend } from "./backends.ts";
import { createOpenBackends, type MarkedRequest } from "./open-backends.ts";

const QUESTION: ChatRequest = { messages: [{ role: "user", text: "Hello" }] };
const TYPED: MarkedRequest = { ...QUESTION, holdsPageText: false };

const desk: Backend = { id: "1", type: "echo", name: "Desk", config: { host: "desk" }, agreedAt: 5 };
const attic: Backend = { ...desk, id: "2", name: "Attic", config: { host: "attic" }, model: "small" };

let backends: Backend[];
let chosenId: string;
let prepared: (readonly string[])[];
const problems = vi.fn<(problem: unknown) => void>();
const created = vi.fn<(host: string) => void>();
const asked = vi.fn<(host: string, request: ChatRequest) => void>();
let keys: Record<string, Secret>;
let reachable: boolean;
let allowed: boolean;
let unreadable: UnreadableBackend[];
let sent: unknown[];
const called = vi.fn<(call: Call) => void>();
let prepare: (origins: readonly string[]) => Promise<void>;

const TRAITS: Traits = {
  key: "optional",
  reach: "computer",
  siteTab: false,
  pace: { gapMs: 1_000, atOnce: 2 },
  limits: TIME_LIMITS,
};
const configSchema = z.object({ host: z.string() });
const echo: ProviderType<z.infer<typeof configSchema>> = {
  type: "echo",
  config: configSchema,
  traits: TRAITS,
  traitsOf: ({ host }) => ({ ...TRAITS, key: host === "safe" ? "required" : "optional" }),
  origins: ({ host }) => [`http://${host}/*`],
  create({ host }) {
    created(host);
    return {
      check: async (call, model) => {
        called(call);
        if (model !== undefined && model !== "small") throw new ChatError("no-model");
      },
      async listModels(call) {
        called(call);
        return [{ id: `${host}-1`, input: ["text"] }];
      },
      async *chat(request, call) {
        called(call);
        asked(host, request);
        yield { type: "finish", reason: "stop" };
      },
    };
  },
};

beforeEach(() => {
  backends = [desk, attic];
  chosenId = desk.id;
  prepared = [];
  prepare = async (origins) => void prepared.push(origins);
  problems.mockReset();
  created.mockReset();
  asked.mockReset();
  called.mockReset();
  keys = {};
  sent = [];
  reachable = true;
  allowed = true;
  unreadable = [];
});

function createBackends(readBackends = async () => ({ usable: backends, unreadable, chosenId })) {
  return createOpenBackends({
    types: [echo],
    readBackends,
    rateLimit: createRateLimit(),
    call: { fetch, now: () => 0 },
    isAllowed: async () => allowed,
    readKey: async (id) => keys[id],
    mayReach: async () => reachable,
    prepare: (origins) => prepare(origins),
    sent: (backend, request) => void sent.push([backend.id, request.messages.length]),
    report: problems,
  });
}

type Backends = ReturnType<typeof createBackends>;

async function ask(open: Backends, id?: string, signal = new AbortController().signal): Promise<ReplyPart[]> {
  const parts: ReplyPart[] = [];
  for await (const part of (await open.open(id)).chat(TYPED, signal)) parts.push(part);
  return parts;
}

test("asks the chosen one, or the one that is wished", async () => {
  const open = createBackends();
  await ask(open);
  await ask(open, "2");
  expect(asked.mock.calls.map(([host]) => host)).toEqual(["desk", "attic"]);
  expect((await open.open("2")).backend).toBe(attic);
  expect((await open.open("2")).atOnce).toBe(2);
});

test("asks for the backend's model, where the question wishes no other", async () => {
  await ask(createBackends(), "2");
  expect(asked).toHaveBeenCalledWith("attic", { ...QUESTION, model: "small" });
});

test.each([
  ["is not there", "3"],
  ["is of a type that this version does not know", "4"],
  ["cannot be read by its type", "5"],
])("one that %s is never another one", async (_, id) => {
  backends.push({ ...desk, id: "4", type: "later" }, { ...desk, id: "5", config: null });
  await expect(createBackends().open(id)).rejects.toMatchObject({ kind: "no-backend" });
  chosenId = id;
  await expect(createBackends().open()).rejects.toMatchObject({ kind: "no-backend" });
  expect(asked).not.toHaveBeenCalled();
});

test("a provider lives as long as its backend is the same", async () => {
  const open = createBackends();
  await ask(open, "2");
  backends = [desk, { ...attic, name: "Loft", agreedAt: 9 }];
  await ask(open, "2");
  expect(created).toHaveBeenCalledTimes(1);
  backends = [desk, { ...attic, config: { host: "loft" } }];
  await ask(open, "2");
  expect(created.mock.calls).toEqual([["attic"], ["loft"]]);
});

test("requests are prepared once for all backends, again after a change, and before the question goes out", async () => {
  const open = createBackends();
  let finish = (): void => undefined;
  prepare = (origins) => {
    prepared.push(origins);
    return new Promise((resolve) => (finish = resolve));
  };
  const waiting = ask(open);
  await vi.waitFor(() => expect(prepared).toEqual([["http://desk/*", "http://attic/*"]]));
  expect(asked).not.toHaveBeenCalled();
  finish();
  await waiting;
  prepare = async (origins) => void prepared.push(origins);
  await open.ready();
  expect(prepared).toHaveLength(1);
  backends = [desk];
  await open.ready();
  expect(prepared[1]).toEqual(["http://desk/*"]);
});

test("what could not be prepared fails one question, and not those after it", async () => {
  const open = createBackends();
  prepare = () => Promise.reject(new Error("busy"));
  await expect(ask(open)).rejects.toThrow("busy");
  expect(problems).toHaveBeenCalledTimes(1);
  prepare = async (origins) => void prepared.push(origins);
  expect(await ask(open)).toHaveLength(1);
});

test("whom to ask is read twice a question: when it begins, and right before it goes out", async () => {
  const read = vi.fn(async () => ({ usable: backends, unreadable, chosenId }));
  await ask(createBackends(read));
  expect(read).toHaveBeenCalledTimes(2);
});

test("a question is told of as soon as it goes out, and not before", async () => {
  const open = createBackends();
  await ask(open);
  expect(sent).toEqual([[chosenId, 1]]);
  reachable = false;
  await expect(ask(open)).rejects.toMatchObject({ kind: "permission" });
  const stopped = new AbortController();
  stopped.abort();
  reachable = true;
  await expect(ask(open, undefined, stopped.signal)).rejects.toMatchObject({ kind: "aborted" });
  expect(sent).toHaveLength(1);
});

test("text of a page, and what may be some, goes to nobody who never gets any, also where that is said while it waits", async () => {
  const never = { ...attic, neverPages: true };
  backends = [desk, never];
  const open = createBackends(async () => ({ usable: backends, unreadable, chosenId }));
  const send = async (id: string, request: MarkedRequest) => {
    await (await open.open(id)).chat(request, new AbortController().signal).next();
  };
  const page: MarkedRequest = { ...QUESTION, holdsPageText: true };
  for (const request of [page, QUESTION])
    await expect(send("2", request)).rejects.toMatchObject({ kind: "never-pages" });
  await send("2", TYPED);
  const opened = await open.open("1");
  for (const since of [[{ ...desk, neverPages: true }], []]) {
    backends = since;
    await expect(opened.chat(page, new AbortController().signal).next()).rejects.toMatchObject({ kind: "never-pages" });
  }
  expect(asked.mock.calls).toEqual([["attic", { ...QUESTION, model: "small" }]]);
});

test("questions to one host keep their distance, and a stopped one does not count", async () => {
  vi.useFakeTimers();
  try {
    const open = createBackends();
    const stop = new AbortController();
    void ask(open, "1");
    const stopped = ask(open, "1", stop.signal).catch((error: unknown) => error);
    void ask(open, "1");
    void ask(open, "2");
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.mock.calls.map(([host]) => host)).toEqual(["desk", "attic"]);
    stop.abort();
    expect(await stopped).toMatchObject({ kind: "aborted" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked.mock.calls.map(([host]) => host)).toEqual(["desk", "attic", "desk"]);
  } finally {
    vi.useRealTimers();
  }
});

const never = new AbortController().signal;

test("a question brings the key of its backend, as it is stored then", async () => {
  backends = [{ ...desk, keyId: "k" }];
  keys = { k: new Secret("one") };
  const open = createBackends();
  await ask(open);
  keys = { k: new Secret("two") };
  const { listModels, check } = await open.open();
  expect(await listModels(never)).toEqual([{ id: "desk-1", input: ["text"] }]);
  await check(never);
  expect(called.mock.calls.map(([{ key }]) => key?.reveal())).toEqual(["one", "two", "two"]);
});

test("a backend without a key is asked without one, if its type lets it", async () => {
  await ask(createBackends());
  expect(called.mock.calls[0]?.[0]).not.toHaveProperty("key");
  backends = [{ ...desk, config: { host: "safe" } }];
  await expect(ask(createBackends())).rejects.toMatchObject({ kind: "no-key" });
});

test("a backend whose key is gone is not asked without it", async () => {
  backends = [{ ...desk, keyId: "gone" }];
  const open = createBackends();
  await expect(ask(open)).rejects.toMatchObject({ kind: "no-key" });
  await expect((await open.open()).listModels(never)).rejects.toMatchObject({ kind: "no-key" });
  expect(called).not.toHaveBeenCalled();
});

test("without access to its host nothing is sent", async () => {
  reachable = false;
  const open = createBackends();
  await expect(ask(open)).rejects.toMatchObject({ kind: "permission" });
  await expect((await open.open()).check(never)).rejects.toMatchObject({ kind: "permission" });
  expect(called).not.toHaveBeenCalled();
});

test("a draft has a provider of its own, its key, and its host is prepared", async () => {
  const open = createBackends();
  keys = { k: new Secret("typed") };
  const draft = { id: desk.id, type: "echo", config: { host: "cellar" }, model: "large", keyId: "k" };
  const opened = await open.openDraft(draft);
  await expect(opened.check(never)).rejects.toMatchObject({ kind: "no-model" });
  expect(called.mock.calls[0]?.[0].key?.reveal()).toBe("typed");
  expect(prepared.at(-1)).toEqual(["http://desk/*", "http://attic/*", "http://cellar/*"]);
  await ask(open);
  expect(prepared).toHaveLength(1);
  expect(created.mock.calls).toEqual([["cellar"], ["desk"]]);
  await expect(open.openDraft({ ...draft, type: "later" })).rejects.toMatchObject({ kind: "no-backend" });
});

test("one that an organisation forbids is not opened, and no other one instead", async () => {
  unreadable = [{ id: "3", name: "Cellar", reason: "not-allowed" }];
  chosenId = "3";
  await expect(createBackends().open()).rejects.toMatchObject({ kind: "not-allowed" });
  await expect(createBackends().open("3")).rejects.toMatchObject({ kind: "not-allowed" });
  allowed = false;
  await expect(createBackends().openDraft(desk)).rejects.toMatchObject({ kind: "not-allowed" });
});

test("what is forbidden, removed or moved elsewhere while a question waits is not asked any more", async () => {
  const open = createBackends();
  const opened = await open.open();
  const question = { ...QUESTION, holdsPageText: false };
  const next = () => opened.chat(question, new AbortController().signal).next();
  backends = [{ ...desk, config: { host: "elsewhere" } }, attic];
  await expect(next()).rejects.toMatchObject({ kind: "no-backend" });
  backends = [attic];
  await expect(next()).rejects.toMatchObject({ kind: "no-backend" });
  unreadable = [{ id: desk.id, name: "Desk", reason: "not-allowed" }];
  await expect(next()).rejects.toMatchObject({ kind: "not-allowed" });
  expect([asked.mock.calls, sent]).toEqual([[], []]);
});
