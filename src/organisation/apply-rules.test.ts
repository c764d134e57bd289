import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { createBackendStore } from "../backends/backend-store.ts";
import { backendEntries, siteRecord } from "../backends/backends.test-tools.ts";
import { type Backends, chosenBackend, needsAgreement, readBackends } from "../backends/backends.ts";
import { allowContext } from "../backends/allow-context.ts";
import { createEntries } from "../entries/entries.ts";
import { createTestArea, createTestLock, type TestArea } from "../entries/test-area.test-tools.ts";
import { allows } from "./allows.ts";
import { applyRules } from "./apply-rules.ts";
import { readRules } from "./rules.ts";
import { rulesOverEntries } from "./rules-over-entries.ts";

const [one, two] = [siteRecord("one.example"), siteRecord("two.example")];
const DESK = { name: "Desk", kind: "ollama", address: "http://127.0.0.1:11434", model: "m", key: "sk-secret-1" };
const ATTIC = { ...DESK, name: "Attic", kind: "openai-compatible", address: "https://attic.example/v1" };

let area: TestArea;
let policy: Record<string, unknown>;

beforeEach(() => {
  area = createTestArea({ ...backendEntries([one, two]), "backend:chatgptt": { agreedAt: 5 }, "entries-version": 1 });
  policy = {};
});

const entries = () =>
  createEntries(area, () => ({}), createTestLock(), {
    readOverlay: async () => (Object.keys(policy).length === 0 ? undefined : rulesOverEntries(policy)),
  });
const store = () => createBackendStore(entries());
const namesOf = ({ usable }: Backends) => usable.map(({ name }) => name);
const names = async () => namesOf(await store().list());

test("without rules all is as it is stored", async () => {
  expect(await names()).toEqual(["chatgptt.me", "one.example", "two.example"]);
});

test("what may not be asked is listed as such, stays stored, and is as before when the rule goes", async () => {
  policy = { allowedAddresses: ["https://two.example"] };
  const { usable, unreadable } = await store().list();
  expect(usable.map(({ name }) => name)).toEqual(["two.example"]);
  expect(unreadable.map(({ id, reason }) => [id, reason])).toEqual([
    ["chatgptt", "not-allowed"],
    [one.id, "not-allowed"],
  ]);
  policy = {};
  expect(await names()).toEqual(["chatgptt.me", "one.example", "two.example"]);
});

test("nobody is asked in place of one that the person chose", async () => {
  await store().choose(one.id);
  policy = { allowedAddresses: ["https://two.example"] };
  expect(chosenBackend(await store().list())).toBeUndefined();
  policy = { backends: [DESK], allowedAddresses: [] };
  const backends = await store().list();
  expect([chosenBackend(backends), backends.chosenId]).toEqual([undefined, one.id]);
});

test("backends of the organisation stand first, and are chosen where the person has chosen nobody", async () => {
  policy = { backends: [DESK, ATTIC] };
  const backends = await store().list();
  expect(namesOf(backends)).toEqual(["Desk", "Attic", "chatgptt.me", "one.example", "two.example"]);
  expect([backends.chosenId, needsAgreement(backends)]).toEqual(["managed:Desk", true]);
  await store().choose(two.id);
  expect(await names()).toEqual(["two.example", "Desk", "Attic", "chatgptt.me", "one.example"]);
});

test("a fixed order stands whatever the person has chosen and moved", async () => {
  await store().choose(two.id);
  policy = { backends: [DESK, ATTIC], fixedOrder: true };
  expect(await names()).toEqual(["Desk", "Attic", "chatgptt.me", "two.example", "one.example"]);
  await store().move(two.id, { before: "managed:Desk" });
  expect(await names()).toEqual(["Desk", "Attic", "chatgptt.me", "two.example", "one.example"]);
  policy = { fixedOrder: true };
  expect((await names())[0]).toBe("chatgptt.me");
});

test("agreement is kept beside the policy, and holds for the address that it was given for", async () => {
  policy = { backends: [DESK] };
  await store().update("managed:Desk", { agreedAt: 7, whenOthersFail: false, name: "Mine", keyId: "backend:key:1" });
  const read = async () => (await store().list()).usable.find(({ id }) => id === "managed:Desk");
  expect(await read()).toMatchObject({ name: "Desk", agreedAt: 7, whenOthersFail: false, keyId: "managed:Desk" });
  policy = { backends: [{ ...DESK, address: "http://127.0.0.1:9" }] };
  expect(await read()).toMatchObject({ agreedAt: null, whenOthersFail: false });
  policy = { backends: [{ ...DESK, agreed: true }] };
  expect(await read()).toMatchObject({ agreedAt: 7 });
  policy = {};
  expect(await names()).toEqual(["chatgptt.me", "one.example", "two.example"]);
});

test("a person can give a model of Ollama more room, where the policy says nothing of it", async () => {
  policy = { backends: [DESK] };
  await allowContext(entries(), "managed:Desk", 9_000);
  const read = async () => (await store().list()).usable[0]?.config;
  expect(await read()).toEqual({ baseUrl: "http://127.0.0.1:11434", contextTokens: 9_000 });
  policy = { backends: [{ ...DESK, contextTokens: 4_096 }] };
  expect(await read()).toMatchObject({ contextTokens: 4_096 });
});

test("what may not be asked is neither added nor made, and what is of the organisation is not removed", async () => {
  policy = { allowedAddresses: ["https://two.example"], backends: [DESK] };
  const before = structuredClone(area.stored);
  const refused = { kind: "not-allowed" };
  await expect(store().add(siteRecord("three.example"))).rejects.toMatchObject(refused);
  await expect(store().update(two.id, { config: { url: "https://elsewhere.example" } })).rejects.toMatchObject(refused);
  await expect(store().remove("managed:Desk")).rejects.toMatchObject(refused);
  expect(area.stored).toEqual(before);
});

test("what may not be asked can be removed, and comes back as it was stored", async () => {
  policy = { allowedAddresses: [] };
  const removed = await store().remove(one.id);
  expect(Object.keys(area.stored)).not.toContain(`backend:${one.id}`);
  if (removed !== undefined) await store().restore(removed);
  expect(area.stored[`backend:${one.id}`]).toEqual(one);
});

test("no key is among the entries, and none is stored", async () => {
  policy = { backends: [DESK, ATTIC] };
  expect(JSON.stringify(await entries().read())).not.toContain("sk-secret");
  await store().update("managed:Attic", { agreedAt: 1 });
  await store().choose("managed:Attic");
  expect(JSON.stringify(area.stored)).not.toContain("sk-secret");
});

const policies = fc.record(
  {
    allowedKinds: fc.oneof(fc.subarray(["chatgptt", "ollama"]), fc.anything()),
    allowedAddresses: fc.oneof(
      fc.subarray(["https://chatgptt.me", "https://one.example", "https://*.example"]),
      fc.anything(),
    ),
    backends: fc.oneof(fc.subarray<unknown>([DESK, ATTIC, {}, null, DESK]), fc.anything()),
    fixedOrder: fc.oneof(fc.boolean(), fc.anything()),
    allowChatgptt: fc.oneof(fc.boolean(), fc.anything()),
    later: fc.anything(),
  },
  { requiredKeys: [] },
);

test("whatever a policy holds, it never lets more be asked of the person's own than they have, nor what it forbids", () => {
  fc.assert(
    fc.property(policies, fc.option(fc.constantFrom(one.id, two.id, "chatgptt", "gone")), (raw, chosen) => {
      const rules = readRules(raw);
      const stored = { ...backendEntries([one, two]), ...(chosen !== null && { "chosen-backend": chosen }) };
      if (rules === undefined) return;
      const before = readBackends(stored);
      const after = readBackends(applyRules(stored, rules));
      for (const backend of after.usable) {
        const isManaged = rules.backends.some((each) => each.backend.id === backend.id);
        expect(isManaged || (allows(rules, backend) && before.usable.some(({ id }) => id === backend.id))).toBe(true);
      }
      // Whoever is asked first without a word of the person is the organisation's choice.
      const first = chosenBackend(after);
      if (first !== undefined && first.id !== chosen && !rules.fixedOrder && chosen !== null)
        throw new Error("another");
    }),
    { numRuns: 2_000 },
  );
});
