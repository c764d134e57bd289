import { describe, expect, test } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import { ChatError } from "../chat-error.ts";
import { createChatGptt, type ChatGpttDependencies, CHATGPTT_URL } from "./chatgptt.ts";
import {
  createFakeSite,
  type FakeSite,
  gatherParts,
  GENERATION_1_PAGE,
  html,
  json,
  QUESTION,
} from "./fake-site.test-tools.ts";

function answering(respond: () => Response = () => json({ status: "success", data: "Hi" })): FakeSite {
  return createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : respond()));
}

function createType(site: FakeSite, access: Partial<ChatGpttDependencies["access"]> = {}) {
  const { parseHtml, randomId, memory } = site;
  return createChatGptt({
    parseHtml,
    randomId,
    memory,
    retryPauseMs: 0,
    access: {
      transport: async () => ({ fetch: site.fetch, credentials: "omit" }),
      guest: async () => undefined,
      asMendable: async (error) => error,
      ...access,
    },
  });
}

const create = (site: FakeSite, access?: Partial<ChatGpttDependencies["access"]>) =>
  createType(site, access).create({ url: CHATGPTT_URL });

describe("the provider that comes with Sidenote", () => {
  test("is described as the site describes itself", () => {
    expect(create(answering())).toMatchObject({
      url: "https://chatgptt.me",
      supports: { stream: true, systemMessage: true, messageHistory: true },
      defaultModel: "gpt-4o",
      models: ["gpt-4", "gpt-4o", "gpt-4o-mini"],
    });
  });

  test("knows a model by a listed name, and takes the default for all else", () => {
    const { getModel } = create(answering());
    expect(["gpt-4", "gpt-4o-mini", "gpt-5", "", undefined].map(getModel)).toEqual([
      "gpt-4",
      "gpt-4o-mini",
      "gpt-4o",
      "gpt-4o",
      "gpt-4o",
    ]);
  });

  test("asks for access to the one host of a site, whose port no pattern knows", () => {
    const { origins } = createType(answering());
    expect(origins({ url: "http://127.0.0.1:8080/chat/" })).toEqual(["http://127.0.0.1/*"]);
  });

  test("takes a backend without an address for none", () => {
    const { config } = createType(answering());
    expect([{}, { url: "chat" }, { url: 5 }, null].map((value) => config.safeParse(value).success)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

test("an answer comes by the transport of the conversation that asks, and as its guest", async () => {
  const site = answering();
  const asked: unknown[] = [];
  const provider = create(site, {
    async transport(...parameters) {
      asked.push(parameters);
      return { fetch: site.fetch, credentials: "include" };
    },
    guest: async () => ":window:7",
  });
  const call = { ...site, key: new Secret("k"), fetch: () => Promise.reject(new TypeError("not this way")) };
  expect((await gatherParts(provider.chat({ ...QUESTION, conversationId: "c" }, call))).parts).toContainEqual({
    type: "text",
    text: "Hi",
  });
  expect(asked).toEqual([[CHATGPTT_URL, "c"]]);
  expect(site.seen.every(({ init }) => init.credentials === "include")).toBe(true);
  expect([...site.kept.keys()].every((key) => key.endsWith(":window:7"))).toBe(true);
});

test("a failure is the one that the person can mend", async () => {
  const site = answering(() => new Response("", { status: 401 }));
  const provider = create(site, {
    asMendable: async (error, url) => new ChatError("tab-past-proxy", { cause: error, detail: url }),
  });
  const { error } = await gatherParts(provider.chat(QUESTION, site));
  expect(error).toEqual({ kind: "tab-past-proxy", detail: CHATGPTT_URL });
});

test("a check reads the page alone", async () => {
  const site = answering();
  await create(site).check(site);
  expect(site.actions()).toEqual(["page"]);
  await expect(create(createFakeSite(() => html(""))).check(site)).rejects.toMatchObject({ kind: "tokens-missing" });
});
