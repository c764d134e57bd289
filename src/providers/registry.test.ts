import { expect, test } from "vitest";
import { createProviders, DEFAULT_PROVIDER_ID, findProvider } from "./registry.ts";

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

test("further sites stand behind it and are found by id", () => {
  const providers = createProviders({ sites: [{ id: "mine", label: "Mine", url: "http://127.0.0.1:8080/chat/" }] });
  expect(providers.map(({ id }) => id)).toEqual(["chatgptt", "mine"]);
  expect(findProvider(providers, "mine").hosts).toEqual(["http://127.0.0.1/*"]);
  expect(findProvider(providers, "gone").id).toBe("chatgptt");
  expect(findProvider(providers, undefined).id).toBe("chatgptt");
});
