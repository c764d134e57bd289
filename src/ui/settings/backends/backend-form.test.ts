import { beforeEach, expect, it, vi } from "vitest";
import type { UsableBackend } from "../../../backends/backend.ts";
import type { TestResult } from "./connection-test/backend-test.ts";
import { createBackendForm } from "./backend-form.ts";
import { createFormWorld, SERVER, SITE, WORKS } from "./form.test-tools.ts";

let world: ReturnType<typeof createFormWorld>;
beforeEach(() => void (world = createFormWorld()));

const open = (edited?: UsableBackend) => createBackendForm(edited, world.dependencies);

/** The form as it is filled in for a kind. */
function openKind(id: string, change: Parameters<ReturnType<typeof open>["change"]>[0] = {}) {
  const form = open();
  form.chooseKind(id);
  form.change(change);
  return form;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it("adds a backend that is agreed to and asked first, with its key in the store of secrets alone", async () => {
  const form = openKind("openai", { key: " sk-new-0123456789 ", model: "gpt-5.1", name: "Work" });
  expect(await form.save()).toBe(true);
  const [backend] = await world.added();
  expect(backend).toEqual({
    id: "1",
    type: "openai-compatible",
    name: "Work",
    config: { baseUrl: "https://api.openai.com/v1", preset: "openai" },
    model: "gpt-5.1",
    keyId: "backend:key:2",
    agreedAt: 9,
  });
  expect((await world.backends.list()).chosenId).toBe("1");
  expect(world.secrets.get("backend:key:2")).toBe("sk-new-0123456789");
  expect(JSON.stringify(world.area.stored)).not.toContain("sk-new");
  expect([...world.access]).toEqual(["https://api.openai.com/*"]);
  await form.cancel();
  expect(world.secrets.has("backend:key:2")).toBe(true);
});

it("asks for access before anything is awaited, and for nothing while the fields are wrong", () => {
  const form = openKind("other");
  void form.test();
  expect([form.problem.value, world.dependencies.requestAccess.mock.calls]).toEqual(["no-address", []]);
  form.change({ address: "http://api.example" });
  expect(form.problem.value).toBeUndefined();
  void form.save();
  expect([form.problem.value, world.dependencies.requestAccess.mock.calls]).toEqual(["not-secure", []]);
  form.change({ address: "nas.local:8000" });
  void form.test();
  expect(world.dependencies.requestAccess).toHaveBeenCalledExactlyOnceWith("http://nas.local/*");
});

it("tries what is typed with a key that goes when the form is left, and gives access back", async () => {
  const form = openKind("other", { address: "https://api.example", key: "sk-1" });
  await form.test();
  expect(world.dependencies.test.mock.calls[0]?.[0]).toEqual({
    id: undefined,
    setup: { type: "openai-compatible", config: { baseUrl: "https://api.example", preset: "other" } },
    model: undefined,
    keyId: "backend:key:1",
  });
  expect(form.outcome.value).toEqual({ type: "works", model: "one", choose: false });
  expect(form.fields.value.model).toBe("one");
  await form.test();
  expect(world.dependencies.keys.add).toHaveBeenCalledOnce();
  form.change({ key: "sk-2" });
  await form.test();
  await settled();
  expect(Array.from(world.secrets.values())).toEqual(["sk-old-0123456789", "sk-2"]);
  await form.cancel();
  expect(Array.from(world.secrets.values())).toEqual(["sk-old-0123456789"]);
  expect(world.access.size).toBe(0);
  expect(await world.added()).toEqual([]);
});

it("deletes a key that was tried and then taken out again", async () => {
  const form = openKind("llama.cpp", { key: "sk-1" });
  await form.test();
  form.change({ key: "" });
  expect(await form.save()).toBe(true);
  expect([...world.secrets.keys()]).toEqual(["backend:key:old"]);
  expect((await world.added())[0]?.keyId).toBeUndefined();
});

it("says that access was refused, and stores nothing", async () => {
  world.dependencies.requestAccess.mockResolvedValueOnce(false);
  const form = openKind("ollama");
  expect(await form.save()).toBe(false);
  expect(form.outcome.value).toEqual({ type: "no-access", by: "save" });
  world.dependencies.requestAccess.mockRejectedValueOnce(new Error("Only permissions in the manifest"));
  await form.test();
  expect(form.outcome.value).toEqual({ type: "no-access", by: "test" });
  expect(world.dependencies.test).not.toHaveBeenCalled();
  expect(await world.added()).toEqual([]);
  expect(await form.save()).toBe(true);
});

it("gives back access that is granted after the form was left", async () => {
  let grant = () => {};
  world.dependencies.requestAccess.mockImplementationOnce(
    (pattern) =>
      new Promise((resolve) => {
        grant = () => {
          world.access.add(pattern);
          resolve(true);
        };
      }),
  );
  const form = openKind("ollama");
  const saving = form.save();
  const leaving = form.cancel();
  grant();
  expect(await saving).toBe(false);
  await leaving;
  expect([world.access.size, await world.added()]).toEqual([0, []]);
});

it("ends a test that is stopped, or whose fields are changed", async () => {
  const signals: AbortSignal[] = [];
  world.dependencies.test.mockImplementation((_, { signal }) => {
    signals.push(signal);
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)));
  });
  const form = openKind("llama.cpp");
  const first = form.test();
  await settled();
  expect(form.outcome.value).toEqual({ type: "testing" });
  form.stop();
  await first;
  const second = form.test();
  await settled();
  form.change({ model: "another" });
  await second;
  expect([form.outcome.value, signals.map(({ aborted }) => aborted)]).toEqual([undefined, [true, true]]);
});

it("tells what failed, with where such a server is", async () => {
  const result: TestResult = { models: [], problem: { kind: "not-running" }, foundAt: "http://127.0.0.1:8080/v1" };
  world.dependencies.test.mockResolvedValueOnce(result);
  const form = openKind("llama.cpp");
  await form.test();
  expect(form.outcome.value).toEqual({ type: "failed", problem: result.problem, foundAt: result.foundAt });
  expect(form.models.value).toEqual({ type: "unknown" });
  world.dependencies.keys.add.mockRejectedValueOnce(new DOMException("The disk is full", "QuotaExceededError"));
  form.change({ key: "sk-1" });
  await form.test();
  expect(form.outcome.value).toEqual({ type: "unsaved" });
});

it("lists models without asking for access, once for each address and key", async () => {
  const models = [WORKS.models[0], { id: "two", name: "Two", input: ["text"] }] as TestResult["models"];
  world.dependencies.test.mockResolvedValue({ models, problem: null });
  const form = openKind("openrouter", { key: "sk-1" });
  await form.listModels();
  await form.listModels();
  expect(world.dependencies.requestAccess).not.toHaveBeenCalled();
  expect(world.dependencies.test.mock.calls.map(([, { ask }]) => ask)).toEqual([false]);
  expect(form.models.value).toEqual({ type: "listed", models });
  expect(form.fields.value.model).toBe("");
  await form.test();
  expect(form.outcome.value).toEqual({ type: "works", model: undefined, choose: true });
  form.change({ model: "two" });
  expect(form.models.value.type).toBe("listed");
  form.change({ key: "sk-2" });
  expect(form.models.value.type).toBe("unknown");
});

it("asks for the list once more where it failed", async () => {
  world.dependencies.test.mockResolvedValueOnce({ models: [], problem: { kind: "permission" } });
  const form = openKind("ollama");
  await form.listModels();
  expect(form.models.value).toEqual({ type: "failed", problem: { kind: "permission" } });
  await form.listModels();
  expect(form.models.value).toEqual({ type: "listed", models: WORKS.models });
});

it("refuses a key that cannot be sent", async () => {
  const form = openKind("openai", { key: "sk-1 or so" });
  expect([await form.save(), form.problem.value]).toEqual([false, "broken-key"]);
});

it("keeps a name that the person gave when the kind is changed, and else takes that of the kind", () => {
  const form = open();
  form.chooseKind("groq");
  expect(form.fields.value).toMatchObject({ name: "Groq", address: "https://api.groq.com/openai/v1" });
  form.change({ name: "Mine" });
  form.chooseKind("ollama");
  expect(form.fields.value).toMatchObject({ name: "Mine", address: "http://127.0.0.1:11434" });
});

it("is called by its host where nobody gives it a name", async () => {
  await openKind("other", { address: "https://api.example:8443/v1", name: " " }).save();
  await openKind("chat-site", { address: "chat.example/b" }).save();
  expect((await world.added()).map(({ name }) => name)).toEqual(["chat.example/b", "api.example:8443"]);
});

it("shows what the browser does not store as not stored, and adds it once", async () => {
  world.area.refusing = true;
  const form = openKind("ollama");
  expect([await form.save(), form.outcome.value]).toEqual([false, { type: "unsaved" }]);
  world.area.refusing = false;
  expect(await Promise.all([form.save(), form.save()])).toEqual([true, false]);
  expect(await world.added()).toHaveLength(1);
});

it("changes a backend, with its key, and asks for no access that it has", async () => {
  world = createFormWorld([SERVER]);
  const form = open(SERVER);
  expect(form.fields.value).toMatchObject({ name: "Server", address: "https://api.example/v1", key: "", model: "old" });
  form.change({ name: "Renamed", model: "" });
  expect(await form.save()).toBe(true);
  expect(await world.added()).toEqual([{ ...SERVER, name: "Renamed", model: undefined }]);
  expect(world.dependencies.requestAccess).not.toHaveBeenCalled();
  expect(world.secrets.has("backend:key:old")).toBe(true);
});

it("replaces or removes the stored key, which is then gone", async () => {
  world = createFormWorld([SERVER]);
  const form = open(SERVER);
  form.change({ key: "sk-new" });
  await form.save();
  expect(Array.from(world.secrets)).toEqual([["backend:key:1", "sk-new"]]);
  const [changed] = await world.added();
  const again = open(changed);
  again.change({ removesKey: true });
  await again.save();
  expect([world.secrets.size, (await world.added())[0]?.keyId]).toEqual([0, undefined]);
});

it("never sends a stored key to another host, and counts that host as agreed to anew", async () => {
  world = createFormWorld([SERVER]);
  const form = open(SERVER);
  await form.test();
  form.change({ address: "https://api.example:8443/v1" });
  await form.test();
  form.change({ address: "https://api.elsewhere.example/v1" });
  await form.test();
  expect(world.dependencies.test.mock.calls.map(([{ keyId }]) => keyId)).toEqual([
    SERVER.keyId,
    SERVER.keyId,
    undefined,
  ]);
  await form.save();
  expect(await world.added()).toMatchObject([{ agreedAt: 9, keyId: undefined }]);
  expect([...world.access]).toEqual(["https://api.elsewhere.example/*"]);
});

it("adds a site that has a chat, and keeps what was agreed to for one that is there", async () => {
  const form = openKind("chat-site", { address: "https://chat.example/" });
  expect(await form.save()).toBe(true);
  expect(await world.added()).toEqual([{ ...SITE, agreedAt: 9 }]);
  world = createFormWorld([SITE]);
  await openKind("chat-site", { address: "chat.example" }).save();
  expect(await world.added()).toEqual([SITE]);
});

it.each(["challenge", "tokens-missing", "moved", "unknown"] as const)(
  "does not add a site without a chat: %s",
  async (kind) => {
    world.dependencies.checkSite.mockResolvedValue(kind);
    const form = openKind("chat-site", { address: "chat.example" });
    expect([await form.save(), form.outcome.value]).toEqual([false, { type: "failed", problem: { kind } }]);
    await form.test();
    expect(form.outcome.value).toMatchObject({ type: "failed", problem: { kind } });
    await form.cancel();
    expect([await world.added(), world.access.size]).toEqual([[], 0]);
  },
);

it("keeps the access that another backend needs", async () => {
  world = createFormWorld([{ ...SITE, id: "site:other" }]);
  const form = openKind("other", { address: "https://chat.example/v1" });
  await form.test();
  await form.cancel();
  expect(world.access.size).toBe(1);
});

it("does not add chatgptt.me once more, whichever of its pages is named", async () => {
  for (const address of ["chatgptt.me", "https://chatgptt.me/chat?x=1"]) {
    const form = openKind("chat-site", { address });
    expect([await form.save(), form.problem.value]).toEqual([false, "there-already"]);
  }
  expect(world.dependencies.requestAccess).not.toHaveBeenCalled();
});

it("adds the browser's own model without any access", async () => {
  const form = openKind("built-in", { name: "" });
  expect(await form.save()).toBe(true);
  expect(await world.added()).toMatchObject([{ type: "built-in", config: { languages: ["ja", "en"] }, agreedAt: 9 }]);
  expect(world.dependencies.requestAccess).not.toHaveBeenCalled();
});

it("adds the browser's own model also where the browser does not say what it speaks", async () => {
  world.dependencies.builtIn.inspect.mockRejectedValueOnce(new Error("silence"));
  expect(await openKind("built-in").save()).toBe(true);
  expect(await world.added()).toMatchObject([{ type: "built-in", config: {} }]);
});

it("asks the browser's own model in what it speaks now, when it is saved again", async () => {
  const before = { id: "b", type: "built-in" as const, name: "Own", config: { languages: ["ru"] }, agreedAt: 3 };
  world = createFormWorld([before]);
  expect(await open(before).save()).toBe(true);
  expect(await world.added()).toMatchObject([{ id: "b", config: { languages: ["ja", "en"] }, agreedAt: 3 }]);
});

it("writes no key in a private window", async () => {
  world = createFormWorld([SERVER]);
  const form = createBackendForm(SERVER, { ...world.dependencies, keys: undefined });
  await form.test();
  expect(world.dependencies.test.mock.calls[0]?.[0].keyId).toBe(SERVER.keyId);
  expect(await form.save()).toBe(true);
  expect((await world.added())[0]?.keyId).toBe(SERVER.keyId);
  expect(world.dependencies.keys.add).not.toHaveBeenCalled();
  expect(vi.isMockFunction(world.dependencies.keys.add)).toBe(true);
});
