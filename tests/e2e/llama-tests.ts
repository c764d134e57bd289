import { answerText } from "../support/llama-server/answers.ts";
import type { LlamaServer } from "../support/llama-server/start-llama-server.ts";
import { startLocalServer } from "../support/local-server.ts";
import { openBackendDialog } from "./backend-dialog.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { busySlots, CONTEXT_TOKENS, MODEL, test } from "./llama.ts";
import { type SeededBackend, seedBackends } from "./seed-backend.ts";
import { expect } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

/** What the backend is called. */
const BACKEND = "Tower";

/** What a person sees of the answers, without the marks. */
const SHORT_ANSWER = "Good morning. Of all models, this one has the least to say:";

/**
 * Describes asking a real server in one of the formats that it speaks.
 * @param kind what the settings call it
 * @param backend how it is set up
 */
export function describeLlama(kind: string, backend: (url: string) => SeededBackend): void {
  const setUp = (extension: ExtensionBrowser, { url }: Pick<LlamaServer, "url">, key?: string) =>
    seedBackends(extension, {
      backends: [{ name: BACKEND, model: MODEL, ...backend(url) }],
      ...(key !== undefined && { key }),
    });

  async function openPanel(extension: ExtensionBrowser, server: Pick<LlamaServer, "url">): Promise<ViewPage> {
    await extension.giveAccess("http://127.0.0.1/*");
    await setUp(extension, server);
    return viewPage(await extension.openPanel());
  }

  test("is set up in the settings, with the model that it lists", async ({ llama, extension }) => {
    await extension.allowAccess("http://127.0.0.1/*");
    const settings = await openBackendDialog(extension);
    await settings.kind.selectOption(kind);
    await settings.address.fill(`${llama.url}/v1/models`);
    await settings.button("Test the connection").click();
    await expect(settings.result).toContainText("It works");
    await settings.chooseModel(MODEL);
    await settings.button("Test the connection").click();
    await expect(settings.result).toHaveText(`It works: ${MODEL} has answered.`);
    await settings.save();
    await expect(settings.items).toHaveCount(2);
    const panel = viewPage(await extension.openPanel());
    await panel.ask("#think");
    await panel.answer("done");
    expect(await panel.answerText()).toBe("It is seven.");
  });

  test("answers one question after another", async ({ llama, extension }) => {
    const panel = await openPanel(extension, llama);
    await panel.ask("Hi");
    const answer = await panel.answer("done");
    await expect(answer.locator("strong")).toHaveText("nothing");
    await expect(answer.locator("code")).toHaveText("much");
    await expect(answer).toHaveAttribute("data-backend", BACKEND);
    await expect(answer).toHaveAttribute("data-model", MODEL);
    await expect(answer).toContainText(`${MODEL} · ${BACKEND}`);
    await answer.getByRole("button", { name: "Details" }).click();
    await expect(answer).toContainText(/\d+ tokens? in · \d+ tokens out · [\d.]+ s/);
    await panel.ask("#unicode");
    await expect(panel.answers).toHaveCount(2);
    await panel.answer("done");
    expect(await panel.answerText()).toBe(answerText("unicode"));
    await panel.ask("#tricks");
    await expect(panel.answers).toHaveCount(3);
    await expect(await panel.answer("done")).toContainText("data: [DONE]");
    expect(await panel.answerText()).toContain('{"error":"none"}');
  });

  test("thinks before it answers, apart from the answer and folded", async ({ llama, extension }) => {
    const panel = await openPanel(extension, llama);
    await panel.ask("#think");
    const answer = await panel.answer("done");
    expect(await panel.answerText()).toBe("It is seven.");
    const details = answer.locator("details");
    await expect(details.locator("summary")).toHaveText(/^Thought for [\d.]+ s$/);
    await expect(details).not.toHaveAttribute("open");
    await expect(answer).not.toContainText("Which one?");
    await details.locator("summary").click();
    await expect(details).toContainText("The person wants a number. Which one? Seven is fine.");
    await panel.ask("Hi");
    await expect(panel.answers).toHaveCount(2);
    await expect((await panel.answer("done")).locator("details")).toHaveCount(0);
  });

  test("stops when it is told to, and is free for the next question", async ({ llama, extension }) => {
    const panel = await openPanel(extension, llama);
    await panel.ask("#long");
    await expect(await panel.answer("streaming")).toContainText("tick tock");
    expect(await busySlots(llama)).toBe(1);
    await panel.button("Stop").click();
    await expect(await panel.answer("stopped")).toContainText("You stopped this answer.");
    await expect.poll(() => busySlots(llama)).toBe(0);
    await panel.ask("Hi");
    await expect(panel.answers).toHaveCount(2);
    await expect(await panel.answer("done")).toContainText(SHORT_ANSWER);
  });

  test("is asked to continue after the background was killed", async ({ llama, extension }) => {
    const panel = await openPanel(extension, llama);
    await panel.ask("#long");
    await expect(await panel.answer("streaming")).toContainText("tick tock");
    const shown = await panel.answerText();
    await extension.killBackground();
    await panel.answer("interrupted");
    const before = await panel.answerText();
    expect(before.startsWith(shown)).toBe(true);
    await expect.poll(() => busySlots(llama)).toBe(0);
    await panel.button("Continue").click();
    await expect(await panel.answer("done")).toContainText(SHORT_ANSWER);
    expect((await panel.answerText()).startsWith(before)).toBe(true);
    await expect(panel.answers).toHaveCount(1);
  });

  test("says that a question is too long", async ({ llama, extension }) => {
    const panel = await openPanel(extension, llama);
    await panel.ask("word ".repeat(CONTEXT_TOKENS / 4));
    await expect(await panel.answer("failed")).toContainText("This is too long for");
    expect(await busySlots(llama)).toBe(0);
  });

  test("is told apart from one that is gone in the middle of an answer", async ({ startLlama, extension }) => {
    const server = await startLlama();
    const panel = await openPanel(extension, server);
    await panel.ask("#long");
    await expect(await panel.answer("streaming")).toContainText("tick tock");
    await server.stop();
    await expect(panel.answers.last()).toContainText("The connection ended before the answer did");
    expect(await panel.answerText()).toContain("tick tock");
    await expect(panel.button("Continue")).toBeVisible();
    await panel.button("Continue").click();
    await expect(panel.answers.last()).toContainText("Nothing answers at");
    expect(await panel.answerText()).toContain("tick tock");
  });

  test("wants its key", async ({ startLlama, extension }) => {
    const server = await startLlama({ programArguments: ["--alias", MODEL, "--api-key", "right-key"] });
    const panel = await openPanel(extension, server);
    await panel.ask("Hi");
    await expect(await panel.answer("failed")).toContainText("wants a key");
    await setUp(extension, server, "wrong-key");
    await panel.button("Try again").click();
    await expect(panel.answers.last()).toContainText("does not accept the key");
    await expect(panel.page.locator("body")).not.toContainText("wrong-key");
    await setUp(extension, server, "right-key");
    await panel.button("Try again").click();
    await expect(await panel.answer("done")).toContainText(SHORT_ANSWER);
  });

  test("is waited for however long it loads its model", async ({ llama, extension }) => {
    let loads = true;
    // What the real one says meanwhile, which it does too shortly to be looked at.
    const loading = { error: { message: "Loading model", type: "unavailable_error", code: 503 } };
    const front = await startLocalServer(({ method, path, headers, body }) =>
      loads
        ? Response.json(loading, { status: 503 })
        : fetch(llama.url + path, {
            method,
            headers: { "content-type": headers["content-type"] ?? "" },
            ...(body !== "" && { body }),
          }),
    );
    const panel = await openPanel(extension, { url: `http://127.0.0.1:${front.port}` });
    await panel.ask("Hi");
    const questions = () => front.received.filter(({ method }) => method === "POST").length;
    await expect.poll(questions).toBeGreaterThan(2);
    await panel.answer("sending");
    loads = false;
    await expect(await panel.answer("done")).toContainText(SHORT_ANSWER);
    await front.close();
  });
}
