import { expect, it, vi } from "vitest";
import { ChatError } from "../../providers/chat-error.ts";
import type { Secret } from "../../secrets/secret.ts";
import { challengeOf } from "./pkce.ts";
import { signInToOpenRouter } from "./sign-in.ts";

const KEY = "sk-or-v1-0123456789";
const json = (status: number, value: unknown) => new Response(JSON.stringify(value), { status });

/** A browser and an OpenRouter that agree, unless told otherwise. */
function createWorld({
  answer = (callback: string) => `${callback}?code=auth_1`,
  exchange = async () => json(200, { key: KEY, user_id: "user_1" }),
}: {
  answer?: (callback: string) => string | Promise<string>;
  exchange?: (body: Record<string, string>) => Promise<Response>;
} = {}) {
  const pages: URL[] = [];
  const bodies: Record<string, string>[] = [];
  const concealed: string[] = [];
  let filled = 0;
  const dependencies = {
    callbackUrl: (path: string) => `https://id.chromiumapp.org/${path}`,
    showPage: vi.fn(async (url: string) => {
      const page = new URL(url);
      pages.push(page);
      return answer(page.searchParams.get("callback_url") ?? "");
    }),
    randomBytes: (length: number) => new Uint8Array(length).fill((filled += 1)),
    conceal: (secret: Secret) => void concealed.push(secret.reveal()),
    call: {
      now: () => 0,
      fetch: (async (_url, init) => {
        const body = JSON.parse(String(init?.body)) as Record<string, string>;
        bodies.push(body);
        return exchange(body);
      }) as typeof fetch,
    },
  };
  const signIn = (signal = new AbortController().signal) => signInToOpenRouter(dependencies, signal);
  return { signIn, dependencies, pages, bodies, concealed };
}

it("shows the page with the challenge of a verifier that only the exchange tells, and gets the key", async () => {
  const { signIn, pages, bodies, concealed } = createWorld();
  const key = await signIn();
  expect(typeof key === "string" ? key : key.reveal()).toBe(KEY);
  const [page] = pages;
  expect(page?.origin + (page?.pathname ?? "")).toBe("https://openrouter.ai/auth");
  const [body] = bodies;
  const verifier = body?.["code_verifier"] ?? "";
  expect(verifier).toMatch(/^[\w-]{43}$/);
  expect(Object.fromEntries(page?.searchParams ?? [])).toEqual({
    callback_url: expect.stringMatching(/^https:\/\/id\.chromiumapp\.org\/[\w-]{43}$/),
    code_challenge: await challengeOf(verifier),
    code_challenge_method: "S256",
  });
  expect(page?.href).not.toContain(verifier);
  expect(body).toEqual({ code: "auth_1", code_verifier: verifier, code_challenge_method: "S256" });
  expect(concealed).toEqual([verifier, "auth_1"]);
});

it("has another verifier and another way back in each try", async () => {
  const { signIn, pages, bodies } = createWorld();
  await signIn();
  await signIn();
  expect(new Set(bodies.map((body) => body["code_verifier"])).size).toBe(2);
  expect(new Set(pages.map(({ searchParams }) => searchParams.get("callback_url"))).size).toBe(2);
});

it.each([
  ["closes the page", () => Promise.reject(new Error("The user did not approve access."))],
  ["does not agree", (callback: string) => `${callback}?error=access_denied`],
])("is cancelled where the person %s", async (_, answer) => {
  const { signIn, bodies } = createWorld({ answer });
  expect(await signIn()).toBe("cancelled");
  expect(bodies).toEqual([]);
});

it.each([
  "https://id.chromiumapp.org/another?code=stolen",
  "https://id.chromiumapp.org/?code=stolen",
  "https://evil.example/?code=stolen",
])("does not take the answer to another try: %s", async (answer) => {
  const { signIn, bodies } = createWorld({ answer: () => answer });
  expect(await signIn()).toBe("other-try");
  expect(bodies).toEqual([]);
});

it.each([400, 403])("is expired where the code is not taken: %i", async (status) => {
  const { signIn } = createWorld({
    exchange: async () => json(status, { error: { message: "Invalid code", code: status } }),
  });
  expect(await signIn()).toBe("expired");
});

it.each([
  [async () => json(500, { error: { message: "Oops", code: 500 } }), "site-error"],
  [async () => json(429, { error: { message: "Slow down", code: 429 } }), "rate-limit"],
  [async () => json(200, { nothing: true }), "site-error"],
  [async () => new Response("<p>Hello"), "wrong-path"],
  [() => Promise.reject(new TypeError("Failed to fetch")), "network"],
] as const)("fails as a backend does: %#", async (exchange, kind) => {
  await expect(createWorld({ exchange }).signIn()).rejects.toMatchObject({ kind });
});

it("fails where the page cannot be loaded", async () => {
  const { signIn } = createWorld({ answer: () => Promise.reject(new ChatError("offline")) });
  await expect(signIn()).rejects.toMatchObject({ kind: "offline" });
});

it("ends with who asked for it, whatever the page does then", async () => {
  const asking = new AbortController();
  const { signIn, bodies } = createWorld({ answer: () => new Promise<string>(() => undefined) });
  const signingIn = signIn(asking.signal);
  asking.abort();
  await expect(signingIn).rejects.toMatchObject({ kind: "aborted" });
  expect(bodies).toEqual([]);
});
