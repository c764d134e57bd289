import { createFakeOllama, failure, type FakeOllama } from "../../src/providers/ollama/fake-ollama.test-tools.ts";
import { type Recording, readRecordings, replay } from "../../src/providers/recordings.test-tools.ts";
import { ollamaRecordings } from "../fixtures/backends/ollama.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { lettersOf } from "./letters.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test as base } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

/** Whose requests Ollama takes, by their `Origin`. Requests without one are taken too. */
const OWN_ORIGIN =
  /^(?:https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?|(?:app|file|tauri|vscode-webview):\/\/.*)$/;

const MODEL = "parrot:1b";
const MODELS = {
  [MODEL]: {
    capabilities: ["completion", "thinking"],
    model_info: { "general.architecture": "parrot", "parrot.context_length": 131_072 },
  },
};
const TOO_LONG = "the prompt is longer than the context length currently available to the model; shorten the prompt";

/** Whole answers, thought before or not; those of real servers too, where they are. */
const ANSWERS = [...ollamaRecordings, ...readRecordings("ollama")].filter(
  ({ status, expected: { text = "", finish } }) => status === 200 && finish === "stop" && !/^$|<think>/.test(text),
);

interface Ollama {
  server: LocalServer;
  fake: FakeOllama;
  /** What it says next. */
  play(recording: Recording): void;
}

/** An Ollama that replays recordings, and turns foreign origins away as the real one does. */
async function startOllama(): Promise<Ollama> {
  let playing: Recording | undefined;
  const fake = createFakeOllama({
    models: MODELS,
    chat(body) {
      const { messages, options } = body as { messages: { content: string }[]; options: { num_ctx: number } };
      const letters = messages.reduce((sum, { content }) => sum + content.length, 0);
      return letters / 3 > options.num_ctx
        ? failure(400, TOO_LONG)
        : Response.json({ message: { content: "Short." }, done: true });
    },
  });
  const server = await startLocalServer(async ({ method, path, headers, body }) => {
    const { origin } = headers;
    if (origin !== undefined && !OWN_ORIGIN.test(origin)) return new Response(null, { status: 403 });
    const url = `http://127.0.0.1${path}`;
    const answer = await fake.fetch(url, { method, ...(body !== "" && { body }) });
    return path === "/api/chat" && playing !== undefined ? replay(playing)(url) : answer;
  }, "127.0.0.1");
  return { server, fake, play: (recording) => (playing = recording) };
}

const test = base.extend<{ ollama: Ollama }>({
  ollama: async ({}, use) => {
    const ollama = await startOllama();
    await use(ollama);
    await ollama.server.close();
  },
});

async function openPanel(extension: ExtensionBrowser, { server }: Ollama): Promise<ViewPage> {
  await extension.giveAccess("http://127.0.0.1/*");
  const config = { baseUrl: `http://127.0.0.1:${server.port}` };
  await seedBackends(extension, { backends: [{ type: "ollama", model: MODEL, config }] });
  return viewPage(await extension.openPanel());
}

test("an Ollama that turns browser extensions away answers all the same", async ({ ollama, extension }) => {
  const { server } = ollama;
  const foreign = await fetch(`http://127.0.0.1:${server.port}/api/chat`, {
    method: "POST",
    headers: { origin: extension.extensionUrl.replace(/\/$/, "") },
  });
  expect(foreign.status).toBe(403);

  const panel = await openPanel(extension, ollama);
  await panel.ask("Hi");
  await expect(await panel.answer("done")).toContainText("Short.");
  const [, show, chat] = server.received;
  expect([show, chat].map((request) => `${request?.method} ${request?.path}`)).toEqual([
    "POST /api/show",
    "POST /api/chat",
  ]);
  expect(show?.headers).not.toHaveProperty("origin");
  expect(chat?.headers).not.toHaveProperty("origin");
});

test("what Ollama has said is shown, and what it thought is not the answer", async ({ ollama, extension }) => {
  const panel = await openPanel(extension, ollama);
  for (const [index, recording] of ANSWERS.entries()) {
    ollama.play(recording);
    await panel.ask(recording.name);
    await expect(panel.answers).toHaveCount(index + 1);
    const answer = await panel.answer("done");
    expect(lettersOf(await panel.answerText()), recording.name).toBe(lettersOf(recording.expected.text ?? ""));
    await expect(answer.locator("details"), recording.name).toHaveCount(recording.expected.reasoning ? 1 : 0);
  }
});

test("a model that can think does not where the person says so, in this conversation alone", async ({
  ollama: { fake, ...ollama },
  extension,
}) => {
  const panel = await openPanel(extension, { fake, ...ollama });
  const { page } = panel;
  const button = page.getByRole("button", { name: /^Model:/ });
  const choice = page.getByRole("checkbox", { name: "Let it think first" });
  const askedToThink = async (question: string, count: number) => {
    await panel.ask(question);
    await expect(panel.answers).toHaveCount(count);
    await panel.answer("done");
    return fake.asked.at(-1)?.["think"];
  };
  expect(await askedToThink("one", 1)).toBe(true);

  await button.click();
  await expect(choice).toBeChecked();
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("checkbox");
  await choice.click();
  await expect(choice).not.toBeChecked();
  await expect(button).toHaveAttribute("aria-label", `Model: Seeded 0: ${MODEL}, without thinking`);
  await page.keyboard.press("Escape");
  expect(await askedToThink("two", 2)).toBe(false);
  await panel.button("Ask again").last().click();
  await expect(panel.answers.getByText("2 / 2")).toBeVisible();
  await panel.answer("done");
  expect(fake.asked.at(-1)?.["think"]).toBe(false);

  await panel.button("New chat").click();
  await expect(button).toHaveAttribute("aria-label", `Model: Seeded 0: ${MODEL}`);
  expect(await askedToThink("three", 1)).toBe(true);
});

test("a long question gets the room that it needs, and one that is too long is never cut", async ({
  ollama,
  extension,
}) => {
  const panel = await openPanel(extension, ollama);
  await panel.ask("Hi");
  await panel.answer("done");
  await panel.button("New chat").click();
  await panel.ask("words ".repeat(5_000));
  await panel.answer("done");
  await panel.button("New chat").click();
  await panel.ask("words ".repeat(20_000));
  await expect(await panel.answer("failed")).toContainText("This is too long for");

  await panel.button("Give it more memory").click();
  await expect(await panel.answer("done")).toContainText("Short.");

  const asked = ollama.fake.asked.map(({ truncate, shift, options }) => ({ truncate, shift, options }));
  const room = (tokens: number) => ({ truncate: false, shift: false, options: { num_ctx: tokens } });
  expect(asked).toEqual([room(8_192), room(16_384), room(32_768), room(45_056)]);
});
