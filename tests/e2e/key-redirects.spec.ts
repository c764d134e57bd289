import { startLocalServer } from "../support/local-server.ts";
import { type SeededBackend, seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

const KEY = "led-nowhere-s3cret-0123456789";
const STATUSES = [301, 302, 303, 307, 308];

/** Each header that carries a key, with a backend that sends it. */
const BACKENDS: Readonly<Record<string, (baseUrl: string) => SeededBackend>> = {
  authorization: (baseUrl) => ({ type: "openai-compatible", config: { baseUrl: `${baseUrl}/v1` } }),
  "api-key": (baseUrl) => ({ type: "openai-compatible", config: { baseUrl: `${baseUrl}/v1`, keyHeader: "api-key" } }),
  "x-api-key": (baseUrl) => ({ type: "anthropic", config: { baseUrl } }),
  "x-goog-api-key": (baseUrl) => ({ type: "gemini", config: { baseUrl } }),
  "authorization, Ollama": (baseUrl) => ({ type: "ollama", config: { baseUrl } }),
};

for (const [header, backend] of Object.entries(BACKENDS)) {
  test(`a server that leads elsewhere takes no key along: ${header}`, async ({ extension }) => {
    const thief = await startLocalServer(() => Response.json({}));
    let status = 0;
    // `localhost` and `127.0.0.1` are two hosts to a browser.
    const location = `http://localhost:${thief.port}/v1/chat/completions`;
    const server = await startLocalServer(() => new Response(null, { status, headers: { location } }), "127.0.0.1");
    // The worst case: both may be reached.
    await extension.giveAccess("http://127.0.0.1/*");
    await extension.giveAccess("http://localhost/*");
    await seedBackends(extension, {
      backends: [{ model: "m", ...backend(`http://127.0.0.1:${server.port}`) }],
      key: KEY,
    });
    const panel = viewPage(await extension.openPanel());
    for (const [index, next] of STATUSES.entries()) {
      status = next;
      const before = server.received.length;
      await panel.ask(`What is ${next}?`);
      await expect(panel.answers).toHaveCount(index + 1);
      await panel.answer("failed");
      expect(server.received.length).toBeGreaterThan(before);
    }
    for (const { headers } of server.received) expect(headers[header.split(",")[0] ?? ""]).toContain(KEY);
    expect(thief.received).toEqual([]);
    await expect(panel.page.locator("body")).not.toContainText(KEY);
    await server.close();
    await thief.close();
  });
}
