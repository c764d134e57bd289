import { geminiRecordings } from "../fixtures/backends/gemini.ts";
import { type Recording, readRecordings, replay } from "../../src/providers/recordings.test-tools.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { lettersOf } from "./letters.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test as base } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

const KEY = "AIza-of-a-test-0123456789";
const MODEL = "gemini-x";

/** What Gemini has said, and Google's own where they are; each with what is to come of it. */
const RECORDINGS = [...geminiRecordings, ...readRecordings("gemini")].filter(
  ({ expected }) => expected.models === undefined,
);
const ANSWERS = RECORDINGS.filter(({ expected: { text, finish } }) => finish === "stop" && text);
const ERRORS = {
  "wrong-key": "does not accept the key",
  "no-model": "does not have this model",
  "too-long": "This is too long for",
  quota: "No credit is left at",
};

interface Gemini {
  server: LocalServer;
  /** What it says next. */
  play(recording: Recording): void;
}

const test = base.extend<{ gemini: Gemini }>({
  gemini: async ({}, use) => {
    let playing: Recording | undefined;
    const server = await startLocalServer(({ path }) => {
      if (path.startsWith("/v1beta/models?")) {
        const models = [{ name: `models/${MODEL}`, thinking: true, supportedGenerationMethods: ["generateContent"] }];
        return Response.json({ models });
      }
      return playing === undefined ? new Response(null, { status: 404 }) : replay(playing)(path);
    }, "127.0.0.1");
    await use({ server, play: (recording) => (playing = recording) });
    await server.close();
  },
});

async function openPanel(extension: ExtensionBrowser, { server }: Gemini): Promise<ViewPage> {
  await extension.giveAccess("http://127.0.0.1/*");
  const config = { baseUrl: `http://127.0.0.1:${server.port}/v1beta` };
  await seedBackends(extension, { backends: [{ type: "gemini", model: MODEL, config }], key: KEY });
  return viewPage(await extension.openPanel());
}

test("what Gemini has said is shown, and what it thought is not the answer", async ({ gemini, extension }) => {
  const panel = await openPanel(extension, gemini);
  for (const [index, recording] of ANSWERS.entries()) {
    gemini.play(recording);
    await panel.ask(recording.name);
    await expect(panel.answers).toHaveCount(index + 1);
    await panel.answer("done");
    expect(lettersOf(await panel.answerText()), recording.name).toBe(lettersOf(recording.expected.text ?? ""));
  }
  const [list, ...questions] = gemini.server.received;
  expect(list?.path).toMatch(/^\/v1beta\/models\?/);
  expect(questions.map(({ path }) => path)).toEqual(
    ANSWERS.map(() => `/v1beta/models/${MODEL}:streamGenerateContent?alt=sse`),
  );
  for (const { headers, path } of gemini.server.received) {
    expect(headers["x-goog-api-key"]).toBe(KEY);
    expect(headers).not.toHaveProperty("origin");
    expect(path).not.toContain(KEY);
  }
});

for (const [kind, sentence] of Object.entries(ERRORS)) {
  test(`Gemini's refusals are told: ${kind}`, async ({ gemini, extension }) => {
    const panel = await openPanel(extension, gemini);
    const isThis = ({ expected: { error } }: Recording) => error?.kind?.replace("unauthorized", "wrong-key") === kind;
    for (const [index, recording] of RECORDINGS.filter(isThis).entries()) {
      gemini.play(recording);
      await panel.ask(recording.name);
      await expect(panel.answers).toHaveCount(index + 1);
      await expect(await panel.answer("failed"), recording.name).toContainText(sentence);
    }
    await expect(panel.page.locator("body")).not.toContainText(KEY);
  });
}
