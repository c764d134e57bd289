import { expect, it, vi } from "vitest";
import type { UsableBackend } from "../../../../backends/backend.ts";
import { OPEN_ROUTER_URL } from "../../../../backends/open-router/open-router.ts";
import { createFormWorld } from "../form.test-tools.ts";
import { createSignIn } from "./sign-in.ts";

const THERE: UsableBackend = {
  id: "router",
  type: "openai-compatible",
  name: "Mine",
  config: { baseUrl: OPEN_ROUTER_URL, preset: "openrouter" },
  model: "kept",
  keyId: "backend:key:old",
  agreedAt: 3,
};

function open(records: readonly UsableBackend[] = []) {
  const world = createFormWorld(records);
  world.secrets.set("backend:key:new", "sk-or-new");
  world.dependencies.signIn.mockResolvedValue({ type: "key", keyId: "backend:key:new" });
  return { ...world, signIn: createSignIn(world.dependencies) };
}

it("makes a backend of the key, which is agreed to and asked first", async () => {
  const { signIn, added, backends, access } = open();
  const backend = await signIn.start({ name: " ", model: "m" });
  expect(backend).toMatchObject({
    type: "openai-compatible",
    name: "OpenRouter",
    config: { baseUrl: OPEN_ROUTER_URL, preset: "openrouter" },
    model: "m",
    keyId: "backend:key:new",
    agreedAt: 9,
  });
  expect(await added()).toEqual([backend]);
  expect((await backends.list()).chosenId).toBe(backend?.id);
  expect([...access]).toEqual(["https://openrouter.ai/*"]);
  expect(signIn.state.value).toBeUndefined();
});

it("gives the key to the backend that is there, and forgets the one before", async () => {
  const { signIn, added, secrets } = open([THERE]);
  await signIn.start();
  expect(await added()).toMatchObject([{ ...THERE, keyId: "backend:key:new" }]);
  expect([...secrets.keys()]).toEqual(["backend:key:new"]);
});

it("gives it to the one that is edited, and not to another one", async () => {
  const second = { ...THERE, id: "second", name: "Second", keyId: "backend:key:second" };
  const { signIn, added } = open([THERE, second]);
  await signIn.start({ edited: second });
  expect((await added()).map(({ keyId }) => keyId)).toEqual(["backend:key:old", "backend:key:new"]);
});

it.each([
  { type: "ended", end: "cancelled" },
  { type: "ended", end: "expired" },
  { type: "failed", problem: { kind: "network" } },
] as const)("changes nothing where it comes to nothing: %j", async (result) => {
  const { signIn, added, dependencies } = open([THERE]);
  dependencies.signIn.mockResolvedValue(result);
  expect(await signIn.start()).toBeUndefined();
  expect([signIn.state.value, await added()]).toEqual([result, [THERE]]);
});

it.each([async () => false, () => Promise.reject(new Error("no"))])(
  "shows no page where access is refused",
  async (refuse) => {
    const { signIn, dependencies } = open();
    dependencies.signInAccess.mockImplementation(refuse);
    await signIn.start();
    expect(signIn.state.value).toEqual({ type: "no-access" });
    expect(dependencies.signIn).not.toHaveBeenCalled();
  },
);

it("keeps no key that could not be given to a backend", async () => {
  const { signIn, area, secrets } = open();
  area.refusing = true;
  await signIn.start();
  expect(signIn.state.value).toEqual({ type: "unsaved" });
  expect(secrets.has("backend:key:new")).toBe(false);
});

it("shows nothing of a try that was stopped, or that another one has followed", async () => {
  const { signIn, dependencies } = open();
  const answers: ((result: undefined) => void)[] = [];
  dependencies.signIn.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  const first = signIn.start();
  const second = signIn.start();
  await vi.waitFor(() => expect(dependencies.signIn).toHaveBeenCalledTimes(1));
  expect(signIn.state.value).toEqual({ type: "waiting" });
  signIn.stop();
  for (const answer of answers) answer(undefined);
  expect(await Promise.all([first, second])).toEqual([undefined, undefined]);
  expect(signIn.state.value).toBeUndefined();
});
