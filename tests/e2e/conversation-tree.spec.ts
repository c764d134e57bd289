import { readFile } from "node:fs/promises";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test("a question is edited and asked again, and nothing is overwritten", async ({ site, panel }) => {
  site.set({ answer: "about rivers" });
  await panel.ask("Tell me about rivers");
  await panel.answer("done");
  site.set({ answer: "about lakes" });
  await panel.questions.first().hover();
  await panel.button("Edit").click();
  const editor = panel.log.getByRole("textbox", { name: "Edit" });
  await editor.fill("Tell me about lakes");
  await editor.press("Enter");
  await expect(panel.answers).toContainText("about lakes");
  await expect(panel.questions).toHaveCount(1);
  expect(site.received.questions().at(-1)?.fields["message"]).toBe("Tell me about lakes");

  const versions = panel.log.getByRole("group", { name: "Versions" });
  await expect(versions).toContainText("2 / 2");
  await versions.getByRole("button", { name: "Previous version" }).click();
  await expect(panel.questions).toContainText("Tell me about rivers");
  await expect(panel.answers).toContainText("about rivers");

  site.set({ answer: "about rivers, once more" });
  await panel.button("Ask again").click();
  await expect(panel.answers).toContainText("about rivers, once more");
  await expect(panel.answers.getByRole("group", { name: "Versions" })).toContainText("2 / 2");
});

test("a branch is deleted, and taken back", async ({ panel }) => {
  await panel.ask("first");
  await panel.answer("done");
  await panel.ask("second");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await panel.questions.last().hover();
  await panel.questions.last().getByRole("button", { name: "Delete from here" }).click();
  await expect(panel.questions).toHaveCount(1);
  await panel.button("Undo").click();
  await expect(panel.questions).toHaveCount(2);
});

test("deleting from the first question on deletes the conversation, and Undo brings all back", async ({ panel }) => {
  await panel.ask("first");
  await panel.answer("done");
  await panel.questions.first().hover();
  await panel.questions.getByRole("button", { name: "Delete from here" }).click();
  await expect(panel.page.getByRole("heading", { name: "New chat" })).toBeVisible();
  await panel.button("Conversations").click();
  await expect(panel.page.getByText("first", { exact: true })).toHaveCount(0);
  await panel.page.keyboard.press("Escape");
  await panel.button("Undo").click();
  await expect(panel.questions).toContainText("first");
  await expect(panel.answers).toHaveCount(1);
});

test("a question whose answer was deleted is asked again, by its button or with the same words", async ({
  site,
  panel,
}) => {
  await panel.ask("first");
  await panel.answer("done");
  async function deleteAnswer(): Promise<void> {
    await panel.answers.first().hover();
    await panel.answers.getByRole("button", { name: "Delete from here" }).click();
    await expect(panel.answers).toHaveCount(0);
  }
  await deleteAnswer();
  site.set({ answer: "by its button" });
  await panel.button("Ask again").click();
  await panel.answer("done");
  await expect(panel.answers).toContainText("by its button");

  await deleteAnswer();
  site.set({ answer: "by the same words" });
  await panel.questions.first().hover();
  await panel.button("Edit").click();
  await panel.page.keyboard.press("Enter");
  await panel.answer("done");
  await expect(panel.answers).toContainText("by the same words");
  await expect(panel.questions).toHaveCount(1);
  expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual(["first", "first", "first"]);
});

test("a question sent while an answer is coming waits, is shown, and can be taken back", async ({ site, panel }) => {
  site.hold();
  await panel.ask("first");
  await panel.answer("sending");
  await panel.ask("second");
  await panel.ask("third");
  await expect(panel.questions).toHaveCount(3);
  await expect(panel.questions.last()).toContainText("Waits for the answer before it");
  await panel.questions.last().getByRole("button", { name: "Take back" }).click();
  await expect(panel.questions).toHaveCount(2);
  await expect(panel.box).toHaveValue("third");
  site.release();
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(site.received.questions()).toHaveLength(2);
  expect(site.received.questions().at(-1)?.fields["message"]).toMatch(/\nUser: second\nAssistant:$/);
});

test("a fourth answer at once waits in line, and says so", async ({ site, extension, panel }) => {
  site.hold();
  await panel.ask("one");
  await panel.answer("sending");
  const views = [];
  for (const question of ["two", "three", "four"]) {
    const tab = await extension.context.newPage();
    await tab.goto(`${extension.extensionUrl}chat.html`);
    const view = viewPage(tab);
    await view.button("New chat").click();
    await view.ask(question);
    await view.answer("sending");
    views.push(view);
  }
  await expect(
    views[2]?.page.getByText("Waiting in line until another answer is finished.") ?? panel.log,
  ).toBeVisible();
  await site.received.waitForQuestions(3);
  expect(site.received.questions()).toHaveLength(3);
  site.release();
  for (const view of [panel, ...views]) await view.answer("done");
  expect(site.received.questions()).toHaveLength(4);
});

test("a conversation is renamed, pinned, searched and found", async ({ site, panel }) => {
  for (const [question, answer] of [
    ["About the moon", "It shines on the quiet harbour."],
    ["About the sun", "It is a star."],
  ] as const) {
    await panel.button("New chat").click();
    site.set({ answer });
    await panel.ask(question);
    await panel.answer("done");
  }
  await panel.button("More").click();
  await panel.button("Rename").click();
  await panel.page.getByRole("textbox", { name: "Title" }).fill("Our star");
  await panel.page.keyboard.press("Enter");
  await expect(panel.page.getByRole("heading", { name: "Our star" })).toBeVisible();

  await panel.button("Conversations").click();
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  await expect(list.getByRole("listitem").first()).toContainText("Our star");
  await list.getByRole("listitem").last().hover();
  await list.getByRole("button", { name: "Pin “About the moon”" }).click();
  await expect(list.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await expect(list.getByRole("listitem").first()).toContainText("About the moon");

  await list.getByRole("searchbox", { name: "Search" }).fill("HARBOUR quiet");
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list.locator("mark")).toHaveText(["quiet", "harbour"]);
  await list.getByRole("button", { name: /About the moon/ }).click();
  await expect(panel.answers).toContainText("quiet harbour");
});

test("a hit leads to its message, also where another version is shown", async ({ site, panel }) => {
  site.set({ answer: "The first is about bees." });
  await panel.ask("Tell me");
  await panel.answer("done");
  site.set({ answer: "A long one.\n\n".repeat(80) });
  await panel.button("Ask again").click();
  await expect(panel.answers.last()).toContainText("A long one.");
  await panel.answer("done");
  await panel.ask("And more");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await expect(panel.answers.first()).not.toBeInViewport();

  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  async function find(words: string, hit: RegExp): Promise<void> {
    await panel.button("Conversations").click();
    await list.getByRole("searchbox", { name: "Search" }).fill(words);
    await list.getByRole("button", { name: hit }).first().click();
  }
  await find("tell", /Tell me.*Tell me/);
  await expect(panel.questions.first()).toBeInViewport();
  await find("bees", /about bees/);
  await expect(panel.answers.last()).toContainText("about bees");
  await expect(panel.answers.last()).toBeInViewport();
});

test("what is typed stays with its conversation", async ({ extension, panel }) => {
  await panel.ask("first");
  await panel.answer("done");
  await panel.box.fill("half a thought");
  await panel.button("New chat").click();
  await expect(panel.box).toHaveValue("");
  await panel.box.fill("for a new chat");
  await panel.button("Conversations").click();
  await panel.page
    .getByRole("dialog")
    .getByRole("button", { name: /^first/ })
    .click();
  await expect(panel.box).toHaveValue("half a thought");
  await extension.closePanel();
  const again = viewPage(await extension.openPanel());
  await expect(again.box).toHaveValue("half a thought");
  await again.button("New chat").click();
  await expect(again.box).toHaveValue("for a new chat");
});

test("a conversation is saved as Markdown and as JSON", async ({ site, extension }) => {
  site.set({ answer: "It is **big**." });
  // In a tab: the file of a panel would go to the connection that looks at the panel, and be lost with it.
  const tab = await extension.context.newPage();
  await tab.goto(`${extension.extensionUrl}chat.html`);
  const view = viewPage(tab);
  await view.agree();
  await view.ask("How big is the sea?");
  await view.answer("done");

  async function save(item: string): Promise<{ name: string; text: string }> {
    await view.button("More").click();
    const downloading = tab.waitForEvent("download");
    await view.button(item).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }

  const markdown = await save("Export as Markdown");
  expect(markdown.name).toBe("How big is the sea.md");
  expect(markdown.text).toMatch(
    /^# How big is the sea\?\n\n## You, .+\n\nHow big is the sea\?\n\n## Assistant \(gpt-4o-mini\), .+\n\nIt is \*\*big\*\*\.\n$/,
  );
  const json = await save("Export as JSON");
  expect(json.name).toBe("How big is the sea.json");
  expect(JSON.parse(json.text)).toMatchObject({
    format: "sidenote",
    version: 2,
    conversations: [{ messages: [{}, {}] }],
  });
});

test("the full tab has the list beside, and its address names the conversation", async ({ extension, panel }) => {
  await panel.ask("About the first thing");
  await panel.answer("done");
  await panel.button("More").click();
  const tab = viewPage(await extension.nextTab(() => panel.button("Open in a tab").click()));
  await tab.page.setViewportSize({ width: 1000, height: 700 });
  await expect(tab.questions).toContainText("About the first thing");
  const list = tab.page.getByRole("navigation", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await tab.ask("And then?");
  await expect(panel.questions).toHaveCount(2);
  await tab.page.reload();
  await expect(tab.questions).toHaveCount(2);

  await list.getByRole("button", { name: "Delete “About the first thing”" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(0);
  await expect(tab.page.getByText("Deleted “About the first thing”")).toHaveCount(1);
  await tab.button("Undo").click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
});
