import { expect, test, vi } from "vitest";
import { createFakeSite, QUESTION } from "./chatgptt/fake-site.test-tools.ts";
import { createProviders, DEFAULT_PROVIDER_ID, findProvider } from "./registry.ts";
import { createSiteQueue } from "./transport/rate-limit.ts";

test("chatgptt.me comes first, as it is described", () => {
  const [provider] = createProviders();
  expect(provider).toMatchObject({
    id: "chatgptt",
    label: "chatgptt.me",
    url: "https://chatgptt.me",
    hosts: ["https://chatgptt.me/*"],
    supports: { stream: true, systemMessage: true, messageHistory: true },
    defaultModel: "gpt-4o",
    models: ["gpt-4", "gpt-4o", "gpt-4o-mini"],
  });
  expect(DEFAULT_PROVIDER_ID).toBe("chatgptt");
});

test("a model is a listed one or the default", () => {
  const [provider] = createProviders();
  expect(["gpt-4", "gpt-4o-mini", "gpt-5", "", undefined].map((name) => provider?.getModel(name))).toEqual([
    "gpt-4",
    "gpt-4o-mini",
    "gpt-4o",
    "gpt-4o",
    "gpt-4o",
  ]);
});

test("lists that are made one after the other keep questions apart together", async () => {
  const never = new AbortController().signal;
  const queue = createSiteQueue({ maximumAtOnce: 1, minimumGapMs: 0 });
  const leave = await queue.acquire("https://chatgptt.me", never);
  const asked = vi.fn<() => never>();
  for (const provider of [createProviders({ queue })[0], createProviders({ queue })[0]]) {
    const context = createFakeSite(asked);
    void provider?.chat(QUESTION, context).next().catch(asked);
  }
  await vi.waitFor(() => Promise.resolve());
  expect(asked).not.toHaveBeenCalled();
  leave();
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
});

test("further sites stand behind it and are found by id", () => {
  const providers = createProviders({ sites: [{ id: "mine", label: "Mine", url: "http://127.0.0.1:8080/chat/" }] });
  expect(providers.map(({ id }) => id)).toEqual(["chatgptt", "mine"]);
  expect(findProvider(providers, "mine").hosts).toEqual(["http://127.0.0.1/*"]);
  expect(findProvider(providers, "gone").id).toBe("chatgptt");
  expect(findProvider(providers, undefined).id).toBe("chatgptt");
});
