import { createServer } from "node:net";
import { DEFAULT_BACKEND } from "../../src/backends/backend.ts";
import { TIME_LIMITS } from "../../src/providers/transport/time-limits.ts";
import type { LlamaServer } from "../support/llama-server/start-llama-server.ts";
import type { Switches } from "../practice-site/practice-site.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { busySlots, MODEL, test } from "./llama.ts";
import { startOpenAiServer } from "./open-ai-server.ts";
import { type SeededBackend, seedBackends } from "./seed-backend.ts";
import { expect } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

const SHORT_ANSWER = "Good morning. Of all models, this one has the least to say:";
const SITE: SeededBackend = { ...DEFAULT_BACKEND, agreedAt: 1 };
const desk = ({ url }: Pick<LlamaServer, "url">): SeededBackend => ({
  id: "desk",
  name: "Desk",
  type: "openai-compatible",
  config: { baseUrl: `${url}/v1` },
  model: MODEL,
});

async function openPanel(extension: ExtensionBrowser, backends: readonly SeededBackend[]): Promise<ViewPage> {
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, { backends });
  return viewPage(await extension.openPanel());
}

const note = (panel: ViewPage) => panel.answers.last().getByRole("note", { name: "How this was answered" });

/** How the site can be down, and what is said of it. */
const DOWN: Record<string, { switches: Partial<Switches>; told: string }> = {
  "a gateway that waits in vain": { switches: { failure: "gateway-timeout" }, told: "did not answer (504)." },
  "a check for humans": { switches: { challenge: true }, told: "did not answer (403)." },
  "a page without the chat": { switches: { tokens: false }, told: "did not answer." },
  "a nonce that is refused again and again": { switches: { failure: "nonce-refused" }, told: "did not answer (403)." },
  "an empty answer": { switches: { failure: "empty" }, told: "did not answer" },
};

for (const [name, { switches, told }] of Object.entries(DOWN)) {
  test(`what chatgptt.me does not answer is asked of the next backend, and the answer says so: ${name}`, async ({
    site,
    llama,
    extension,
  }) => {
    const panel = await openPanel(extension, [SITE, desk(llama)]);
    site.set(switches);
    await panel.ask("Hi");
    await expect(await panel.answer("done")).toContainText(SHORT_ANSWER);
    await expect(note(panel)).toContainText(`chatgptt.me ${told}`);
    await expect(note(panel)).toContainText(`Answered by Desk, ${MODEL}.`);
    await expect(note(panel).getByRole("listitem")).toBeHidden();
    await note(panel).getByText("Why").click();
    await expect(note(panel).getByRole("listitem")).toContainText("chatgptt.me");
  });
}

/** An address on this computer where nobody listens. */
async function refusedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return `http://127.0.0.1:${address.port}`;
}

/** Makes the background wait only a moment for the first byte of a site, for as long as it runs. */
async function waitShortly(extension: ExtensionBrowser): Promise<void> {
  const background = await extension.background();
  await background.evaluate(async (firstByteMs) => {
    // In Firefox this runs in another page.
    const page = globalThis.document === undefined ? undefined : await chrome.runtime.getBackgroundPage();
    const own: Pick<typeof globalThis, "setTimeout"> = (page as typeof globalThis | undefined) ?? globalThis;
    const setTimeout = own.setTimeout.bind(own);
    const wait = (task: () => void, milliseconds?: number) =>
      setTimeout(task, milliseconds === firstByteMs ? 500 : milliseconds);
    Object.assign(own, { setTimeout: wait });
  }, TIME_LIMITS.firstByteMs);
}

test("a site that cannot be reached, or sends nothing, is one that does not answer", async ({
  site,
  llama,
  extension,
}) => {
  const gone = (id: string, url: string): SeededBackend => ({ id, name: id, type: "chatgptt", config: { url } });
  await extension.giveAccess("https://gone.sidenote.test/*");
  const panel = await openPanel(extension, [
    SITE,
    gone("Refused", await refusedAddress()),
    gone("Nowhere", "https://gone.sidenote.test"),
    desk(llama),
  ]);
  site.set({ failure: "connection-reset" });
  await panel.ask("Hi");
  await expect(await panel.answer("done")).toContainText(SHORT_ANSWER);
  await expect(note(panel)).toContainText(
    `chatgptt.me, Refused, and Nowhere did not answer. Answered by Desk, ${MODEL}.`,
  );
  await note(panel).getByText("Why").click();
  await expect(note(panel).getByRole("listitem")).toHaveCount(3);

  site.set({ failure: undefined });
  site.hold();
  await waitShortly(extension);
  await panel.ask("Hello");
  await expect(panel.answers).toHaveCount(2);
  await expect(await panel.answer("done")).toContainText(SHORT_ANSWER);
  await expect(note(panel)).toContainText("chatgptt.me, Refused, and Nowhere did not answer.");
  await note(panel).getByText("Why").click();
  await expect(note(panel).getByRole("listitem").first()).toContainText("chatgptt.me is not answering.");
});

test("what has failed three times in a row is passed over, also by the next background, until the person wants it", async ({
  site,
  extension,
}) => {
  const server = await startOpenAiServer([MODEL], true);
  const panel = await openPanel(extension, [SITE, desk({ url: server.baseUrl.replace(/\/v1$/, "") })]);
  site.set({ failure: "gateway-timeout" });
  let questions = 0;
  /** Asks, and answers from the desk. */
  async function ask(told: string): Promise<void> {
    await panel.ask(`Question ${(questions += 1)}`);
    await expect.poll(() => server.questions.length).toBe(questions);
    server.send({ content: `Answer ${questions}.` });
    server.finish();
    await expect(panel.answers).toHaveCount(questions);
    await expect(await panel.answer("done")).toContainText(`Answer ${questions}.`);
    await expect(note(panel)).toContainText(`${told} Answered by Desk, ${MODEL}.`);
  }
  const NO_ANSWER = "chatgptt.me did not answer (504).";
  const PASSED_OVER = "chatgptt.me was not asked: it has failed 3 times in a row (504).";
  await ask(NO_ANSWER);
  await ask(NO_ANSWER);

  // Killed between the first and the second: the third failure counts.
  await panel.ask(`Question ${(questions += 1)}`);
  await expect.poll(() => server.questions.length).toBe(questions);
  await extension.killBackground();
  await panel.answer("interrupted");
  await expect(note(panel)).toContainText(`${NO_ANSWER} Then Desk, ${MODEL} was asked.`);
  const asked = site.received.questions().length;
  await ask(PASSED_OVER);
  await note(panel).getByText("Why").click();
  await expect(note(panel).getByRole("listitem")).toContainText("chatgptt.me is not answering.");
  expect(site.received.questions()).toHaveLength(asked);

  // Whoever picks it wants it to be asked.
  await panel.page.getByRole("button", { name: /^Model:/ }).click();
  await panel.page.getByRole("option", { name: "chatgptt.me" }).click();
  await ask(NO_ANSWER);
  expect(site.received.questions().length).toBeGreaterThan(asked);

  // So does whoever says so in the settings. Then it works, and answers.
  await ask(NO_ANSWER);
  await ask(NO_ANSWER);
  const settings = await extension.openTab("options.html");
  const item = settings
    .getByRole("region", { name: "Backends" })
    .getByRole("listitem")
    .filter({ hasText: "chatgptt.me" })
    .first();
  const tryNow = item.getByRole("button", { name: "Try now" });
  await expect(item).toContainText("Passed over until");
  await expect(item).toContainText("HTTP 504. chatgptt.me is not answering.");
  await tryNow.press("Enter");
  await expect(tryNow).toHaveCount(0);
  // The keyboard stays with it.
  await expect
    .poll(() => settings.evaluate(() => document.activeElement?.closest("li")?.textContent ?? ""))
    .toContain("chatgptt.me");
  site.set({ failure: undefined, answer: "Back again." });
  await panel.ask("Are you back?");
  await expect(panel.answers).toHaveCount(questions + 1);
  await expect(await panel.answer("done")).toContainText("Back again.");
  await expect(note(panel)).toHaveCount(0);
  await server.close();
});

test("after the first word nobody else is asked", async ({ site, llama, extension }) => {
  const panel = await openPanel(extension, [SITE, desk(llama)]);
  site.set({ failure: "cut-connection" });
  site.hold();
  await panel.ask("Hello there");
  site.release(3);
  await panel.answer("streaming");
  site.release();
  await expect(await panel.answer("done")).toContainText("The connection ended before the answer did.");
  await expect(note(panel)).toHaveCount(0);
  expect(await panel.answerText()).not.toContain("Good morning");
});

test("Stop ends the next backend too", async ({ site, llama, extension }) => {
  const panel = await openPanel(extension, [SITE, desk(llama)]);
  site.set({ failure: "gateway-timeout" });
  await panel.ask("#long");
  await expect(await panel.answer("streaming")).toContainText("tick tock");
  await panel.button("Stop").click();
  await panel.answer("stopped");
  await expect.poll(() => busySlots(llama)).toBe(0);
  await expect(note(panel)).toContainText("Answered by Desk");
});

test("whoever is killed while the next one writes goes on with that one", async ({ site, llama, extension }) => {
  const panel = await openPanel(extension, [SITE, desk(llama)]);
  site.set({ failure: "gateway-timeout" });
  await panel.ask("#long");
  await expect(await panel.answer("streaming")).toContainText("tick tock");
  await extension.killBackground();
  await panel.answer("interrupted");
  await expect(note(panel)).toContainText("chatgptt.me did not answer (504). Answered by Desk");
});

test("nobody who is farther from the person is asked until they say so", async ({ site, extension }) => {
  const gone = desk({ url: "http://127.0.0.1:9" });
  const panel = await openPanel(extension, [gone, SITE]);
  await panel.ask("one");
  await expect(await panel.answer("failed")).toContainText("Nothing answers at 127.0.0.1:9");
  await expect(note(panel)).toHaveCount(0);
  expect(site.received.questions()).toEqual([]);

  const settings = await extension.openTab("options.html");
  const region = settings.getByRole("region", { name: "Backends" });
  const box = region
    .getByRole("listitem")
    .filter({ hasText: "chatgptt.me" })
    .first()
    .getByRole("checkbox", { name: "May be asked when others fail" });
  await expect(box).not.toBeChecked();
  await box.click();
  await expect(box).toBeChecked();
  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await expect(note(panel)).toContainText("Desk did not answer. Answered by chatgptt.me");
  expect(site.received.questions()).toHaveLength(1);
});

test("where all have failed, the first one's error stands with its button, and what the others said", async ({
  site,
  extension,
}) => {
  const panel = await openPanel(extension, [SITE, desk({ url: "http://127.0.0.1:9" })]);
  site.set({ failure: "gateway-timeout" });
  await panel.ask("Hi");
  const answer = await panel.answer("failed");
  await expect(answer).toContainText("chatgptt.me is not answering. Try again in a few minutes.");
  await expect(note(panel)).toContainText("Then Desk was asked, and did not answer either.");
  await note(panel).getByText("Why").click();
  await expect(note(panel).getByRole("listitem")).toContainText("Nothing answers at 127.0.0.1:9");
  await expect(panel.button("Try again")).toBeVisible();
});
