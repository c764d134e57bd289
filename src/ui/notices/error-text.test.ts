import { describe, expect, it, test } from "vitest";
import english from "../../../public/_locales/en/messages.json";
import russian from "../../../public/_locales/ru/messages.json";
import { readBackend, type UsableBackend } from "../../backends/backend.ts";
import { textsOf } from "../../i18n/catalogue.ts";
import { setTexts } from "../../i18n/translate.ts";
import { CHAT_ERROR_KINDS } from "../../providers/chat-error.ts";
import { errorActions } from "../thread/errors/error-actions.ts";
import { errorSource, SOURCE_TYPES } from "./error-source.ts";
import { errorText } from "./error-text.ts";

type Kind = (typeof CHAT_ERROR_KINDS)[number];

function backend(type: string, name: string, config: object = {}): UsableBackend | undefined {
  return readBackend("b", { type, name, config });
}

/** One backend of each kind that people tell apart. */
const SOURCES = [
  errorSource(backend("chatgptt", "chat.example", { url: "https://chat.example" }), "Old"),
  errorSource(backend("openai-compatible", "OpenAI", { baseUrl: "https://api.openai.com/v1" }), "Old"),
  errorSource(backend("anthropic", "Anthropic"), "Old"),
  errorSource(backend("gemini", "Google Gemini"), "Old"),
  errorSource(backend("openai-compatible", "LM Studio", { baseUrl: "http://127.0.0.1:1234/v1" }), "Old"),
  errorSource(backend("openai-compatible", "Attic", { baseUrl: "http://attic.local:8080/v1" }), "Old"),
  errorSource(backend("anthropic", "Desk", { baseUrl: "http://[::1]:9931" }), "Old"),
  errorSource(backend("ollama", "Ollama"), "Old"),
  errorSource(backend("ollama", "Cellar", { baseUrl: "http://192.168.1.7:11434" }), "Old"),
  errorSource(backend("ollama", "Ollama Cloud", { baseUrl: "https://ollama.com" }), "Old"),
  errorSource(backend("built-in", "Built-in model"), "Old"),
  errorSource(undefined, "Gone"),
];

/** What only chat sites can fail by. */
const OF_SITES: readonly Kind[] = ["tokens-missing", "nonce-expired", "challenge", "tab-past-proxy", "moved"];

/** What the browser's own model cannot fail by: it has no server. */
const OF_SERVERS: ReadonlySet<Kind> = new Set<Kind>([
  ...OF_SITES,
  ...(["unauthorized", "no-key", "wrong-key", "not-running", "origin-refused", "local-network", "wrong-path"] as const),
  ...(["blocked", "quota", "rate-limit", "bad-request", "network", "offline", "permission", "proxy", "cut"] as const),
  "not-secure",
]);

test("the sources are told apart, and there is one of each", () => {
  expect(SOURCES.map(({ type, name, place }) => `${type}: ${name} at ${place}`)).toEqual([
    "site: chat.example at chat.example",
    "company: OpenAI at api.openai.com",
    "company: Anthropic at api.anthropic.com",
    "company: Google Gemini at generativelanguage.googleapis.com",
    "computer: LM Studio at 127.0.0.1:1234",
    "network: Attic at attic.local:8080",
    "computer: Desk at [::1]:9931",
    "ollama: Ollama at 127.0.0.1:11434",
    "ollama-network: Cellar at 192.168.1.7:11434",
    "company: Ollama Cloud at ollama.com",
    "browser: Built-in model at Built-in model",
    "other: Gone at Gone",
  ]);
  expect(new Set(SOURCES.map(({ type }) => type))).toEqual(new Set(SOURCE_TYPES));
});

describe.each([
  ["English", english],
  ["Russian", russian],
] as const)("in %s", (language, catalogue) => {
  const cases = SOURCES.flatMap((source) => CHAT_ERROR_KINDS.map((kind) => [kind, source.name, source] as const));

  it.each(cases)("%s of %s has a sentence", (kind, _, source) => {
    setTexts(textsOf(catalogue));
    const sentence = errorText(kind, source);
    expect(sentence).toMatch(/[.!?]$/);
    expect(sentence.length).toBeGreaterThan(15);
    expect(sentence).not.toMatch(/\$|undefined/);
    expect(sentence).toMatch(/^(?:\p{Lu}|chat\.example)/u);
    // Only a chat site is called a site, has an allowance of its own and is shown in a tab.
    const site = language === "English" ? /\bsites?\b|\ballowance\b/i : /(?<!чужих )сайт|бесплатн/i;
    if (source.type !== "site" && !OF_SITES.includes(kind) && kind !== "unauthorized")
      expect(sentence).not.toMatch(site);
    // Whoever only has a browser is not sent to settings, addresses and programs, unless they have set it there.
    if (source.type === "browser" && !OF_SERVERS.has(kind) && kind !== "never-pages") {
      expect(sentence).not.toMatch(/settings|address|program|настройк|адрес|программ/);
    }
  });
});

describe("what is said", () => {
  const said = (kind: Kind, name: string, namesModel?: boolean) => {
    setTexts(textsOf(english));
    const source = SOURCES.find((each) => each.name === name);
    if (source === undefined) throw new Error(name);
    return errorText(kind, source, namesModel);
  };

  it.each<[Kind, string, RegExp]>([
    ["quota", "chat.example", /free allowance/],
    ["quota", "OpenAI", /^No credit is left at OpenAI/],
    ["quota", "Google Gemini", /^No credit is left at Google Gemini/],
    ["blocked", "chat.example", /Another network/],
    ["blocked", "Anthropic", /country/],
    ["blocked", "Attic", /attic\.local:8080 does not let you/],
    ["not-running", "LM Studio", /^Nothing answers at 127\.0\.0\.1:1234\. Start LM Studio/],
    ["not-running", "Attic", /^Nothing answers at attic\.local:8080\. Is that computer on/],
    ["not-running", "Ollama", /127\.0\.0\.1:11434.*ollama serve/],
    ["not-running", "Cellar", /192\.168\.1\.7:11434.*OLLAMA_HOST/],
    ["origin-refused", "Ollama", /OLLAMA_ORIGINS is not needed/],
    ["origin-refused", "LM Studio", /CORS/],
    ["wrong-path", "Desk", /^Something answers at \[::1\]:9931/],
    ["no-key", "Ollama", /ollama signin/],
    ["no-key", "OpenAI", /^OpenAI wants a key/],
    ["no-model", "Ollama", /ollama pull/],
    ["no-model", "Attic", /none is loaded/],
    ["no-model", "Built-in model", /browser’s own model/],
    ["loading", "LM Studio", /LM Studio is still loading/],
    ["loading", "Built-in model", /downloading/],
    ["too-long", "Attic", /more context/],
    ["too-long", "Built-in model", /only short texts/],
    ["site-error", "OpenAI", /overloaded/],
    ["site-error", "Ollama", /log/],
    ["empty-answer", "LM Studio", /context/],
  ])("of %s at %s is right for it", (kind, name, words) => expect(said(kind, name)).toMatch(words));

  it.each([
    ["Ollama", /^No model is chosen for Ollama\. Choose one/],
    ["OpenAI", /^No model is chosen for OpenAI\./],
    ["LM Studio", /^No model is chosen for LM Studio, or none is loaded there/],
    ["Built-in model", /browser’s own model/],
  ])("of a missing model at %s is right where none was asked for", (name, words) => {
    expect(said("no-model", name, false)).toMatch(words);
  });
});

describe("the buttons", () => {
  const mending: Readonly<Partial<Record<Kind, string>>> = {
    "no-key": "edit-backend",
    "wrong-key": "edit-backend",
    "wrong-path": "edit-backend",
    "no-model": "choose-other",
    "language-unsupported": "choose-other",
    "no-backend": "choose-other",
    "not-allowed": "choose-other",
    permission: "allow-access",
    challenge: "open-site",
    "not-running": "try-again",
    loading: "try-again",
    "rate-limit": "try-again",
    refused: "change-question",
    "bad-request": "change-question",
  };

  it.each(CHAT_ERROR_KINDS)("%s has at least one, and the first is what mends it", (kind) => {
    for (const type of SOURCE_TYPES) {
      const actions = errorActions({ kind }, type);
      expect(actions.length).toBeGreaterThan(0);
      expect(new Set(actions).size).toBe(actions.length);
      expect(actions[0]).toBe(mending[kind] ?? actions[0]);
    }
  });

  it("of a company without credit lead elsewhere first, and of a site that is back tomorrow do not", () => {
    expect(errorActions({ kind: "quota" }, "company")).toEqual(["ask-another", "edit-backend", "try-again"]);
    expect(errorActions({ kind: "quota" }, "site")[0]).toBe("try-again");
  });

  it("give more memory as long as the model takes more than the person allows", () => {
    const first = (allowedTokens: number, modelTokens?: number) =>
      errorActions(
        {
          kind: "too-long",
          context: { neededTokens: 9000, allowedTokens, ...(modelTokens !== undefined && { modelTokens }) },
        },
        "ollama",
      )[0];
    expect([first(8000), first(8000, 8001), first(8000, 8000)]).toEqual(["give-memory", "give-memory", "ask-alone"]);
    expect(errorActions({ kind: "too-long" }, "company")).toEqual(["ask-alone", "change-question", "ask-another"]);
  });
});
