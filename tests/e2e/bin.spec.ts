import { expect, test } from "./test.ts";
import type { ViewPage } from "./view-page.ts";

/** Asks each in a conversation of its own, and opens the list of them. */
async function listOf(panel: ViewPage, questions: readonly string[]) {
  for (const question of questions) {
    await panel.button("New chat").click();
    await panel.ask(question);
    await panel.answer("done");
  }
  await panel.button("New chat").click();
  await panel.button("Conversations").click();
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  const rows = list.getByRole("listitem");
  await expect(rows).toHaveCount(questions.length);
  return { list, rows, button: (name: string | RegExp) => list.getByRole("button", { name, exact: true }) };
}

const active = (panel: ViewPage) => expect.poll(panel.active);

test("what was deleted within a second comes back one by one, the last first, by Ctrl+Z", async ({ panel }) => {
  const { rows, button } = await listOf(panel, ["one", "two", "three"]);
  await button("Delete “one”").click();
  await button("Delete “three”").click();
  await expect(rows).toHaveText([/two/]);
  await active(panel).toMatch(/^two/);
  await panel.page.keyboard.press("Control+z");
  await expect(rows).toHaveText([/three/, /two/]);
  await panel.page.keyboard.press("Control+z");
  await expect(rows).toHaveText([/three/, /two/, /one/]);
  await panel.page.keyboard.press("Control+z");
  await expect(rows).toHaveCount(3);
});

test("Ctrl+Z in a text box is of the text", async ({ panel }) => {
  const { list, rows, button } = await listOf(panel, ["one", "two"]);
  await button("Delete “one”").click();
  await expect(rows).toHaveCount(1);
  const search = list.getByRole("searchbox", { name: "Search" });
  await search.focus();
  await panel.page.keyboard.type("two");
  await expect(search).toHaveValue("two");
  await panel.page.keyboard.press("Control+z");
  await expect(search).not.toHaveValue("two");
  await search.fill("");
  await expect(rows).toHaveText([/two/]);
});

test("Undo is one Tab away, leads on from where one came, and takes back each deletion", async ({ panel }) => {
  const { rows, button } = await listOf(panel, ["one", "two", "three", "four"]);
  await button("Delete “four”").focus();
  await panel.page.keyboard.press("Enter");
  await active(panel).toMatch(/^three/);
  await panel.page.keyboard.press("Tab");
  await active(panel).toBe("Undo");
  await panel.page.keyboard.press("Tab");
  await active(panel).toBe("Pin “three”");
  await panel.page.keyboard.press("Tab");
  await active(panel).toBe("Delete “three”");
  await panel.page.keyboard.press("Enter");
  await active(panel).toMatch(/^two/);
  await panel.page.keyboard.press("Tab");
  await active(panel).toBe("Undo");
  await panel.page.keyboard.press("Shift+Tab");
  await active(panel).toMatch(/^two/);
  await button("Undo").click();
  await expect(rows).toHaveText([/three/, /two/, /one/]);
  await button("Undo").click();
  await expect(rows).toHaveText([/four/, /three/, /two/, /one/]);
  await expect(button("Undo")).toHaveCount(0);
});

test("a message that was deleted by the keyboard comes back with one Tab and Enter", async ({ panel }) => {
  for (const count of [1, 2]) {
    await panel.ask(`Question ${count}`);
    await expect(panel.answers).toHaveCount(count);
    await panel.answer("done");
  }
  await panel.questions.last().getByRole("button", { name: "Delete from here" }).focus();
  await panel.page.keyboard.press("Enter");
  await expect(panel.questions).toHaveCount(1);
  await active(panel).toBe("Message");
  await panel.page.keyboard.press("Tab");
  await active(panel).toBe("Undo");
  await panel.page.keyboard.press("Enter");
  await expect(panel.questions).toHaveCount(2);
  await active(panel).toBe("Message");
});

test("all are deleted after a question with their number, and are all in the bin", async ({ panel }) => {
  const { list, rows, button } = await listOf(panel, ["one", "two"]);
  await button("Delete all conversations").click();
  const question = panel.page.getByRole("alertdialog", { name: "Delete all 2 conversations?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(rows).toHaveCount(2);
  await button("Delete all conversations").click();
  await question.getByRole("button", { name: "Delete all conversations" }).click();
  await expect(rows).toHaveCount(0);
  await button("Bin (2)").click();
  await expect(rows).toHaveCount(2);
  await active(panel).toBe("Back to the conversations");
  await button("Restore: two").click();
  await expect(rows).toHaveText([/^one/]);
  await active(panel).toBe("Restore: one");
  await button("Delete for good: one").click();
  const forGood = panel.page.getByRole("alertdialog", { name: "Delete “one” for good?" });
  await forGood.getByRole("button", { name: "Delete for good" }).click();
  await expect(list.getByText("The bin is empty.")).toBeVisible();
  await active(panel).toBe("Back to the conversations");
  await panel.page.keyboard.press("Enter");
  await expect(rows).toHaveText([/two/]);
  await active(panel).toBe("Bin");
  // What was said to come back with all others is gone for good.
  await panel.page.keyboard.press("Control+z");
  await expect(rows).toHaveText([/two/]);
});

test("the bin outlives the view and the background, has deleted messages too, and is emptied", async ({
  extension,
  panel,
}) => {
  await panel.ask("About bees");
  await panel.answer("done");
  await panel.ask("About wasps");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await panel.questions.last().hover();
  await panel.questions.last().getByRole("button", { name: "Delete from here" }).click();
  await expect(panel.questions).toHaveCount(1);
  await extension.killBackground();
  const { page } = panel;
  await page.reload();
  const list = page.getByRole("dialog", { name: "Conversations" });
  await panel.button("Conversations").click();
  await list.getByRole("button", { name: "Bin (1)" }).click();
  const rows = list.getByRole("listitem");
  await expect(rows).toHaveText([/^About wasps/]);
  await expect(rows).toContainText("From “About bees”");
  await list.getByRole("button", { name: "Empty the bin" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Empty the bin" }).click();
  await expect(rows).toHaveCount(0);
});
