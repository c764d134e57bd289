import type { Locator } from "@playwright/test";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

/** Presses a button as those do who use no mouse. */
async function press(button: Locator): Promise<void> {
  await button.focus();
  await button.press("Enter");
}

const active = (view: ViewPage) => expect.poll(view.active);
const inLast = (messages: Locator, name: string) => messages.last().getByRole("button", { name, exact: true });

async function answered(panel: ViewPage, question: string): Promise<void> {
  const before = await panel.answers.count();
  await panel.ask(question);
  await expect(panel.answers).toHaveCount(before + 1);
  await panel.answer("done");
}

test("who leaves the editor of a question is back at its Edit button, who asks is in the composer", async ({
  panel,
}) => {
  await answered(panel, "first");
  await press(inLast(panel.questions, "Edit"));
  await active(panel).toBe("Edit");
  await panel.page.keyboard.press("Escape");
  await expect(inLast(panel.questions, "Edit")).toBeVisible();
  await active(panel).toBe("Edit");

  await panel.page.keyboard.press("Enter");
  await panel.log.getByRole("textbox", { name: "Edit" }).press("Tab");
  await active(panel).toBe("Cancel");
  await panel.page.keyboard.press("Enter");
  await active(panel).toBe("Edit");

  await panel.page.keyboard.press("Enter");
  await panel.page.keyboard.type(" and more");
  await panel.page.keyboard.press("Enter");
  await expect(panel.questions).toHaveText([/first and more/]);
  await active(panel).toBe("Message");
});

test("another version has the focus where the one before had it, and is told", async ({ site, panel }) => {
  await answered(panel, "first");
  for (const answer of ["second answer", "third answer"]) {
    site.set({ answer });
    await press(inLast(panel.answers, "Ask again"));
    await expect(panel.answers).toContainText(answer);
    await panel.answer("done");
    await active(panel).toBe("Message");
  }
  await press(panel.button("Previous version"));
  await expect(panel.answers).toContainText("second answer");
  await active(panel).toBe("Previous version");
  await expect(panel.page.getByText("Version 2 of 3")).toBeAttached();
  await panel.page.keyboard.press("Enter");
  await expect(panel.answers).toContainText("1 / 3");
  await active(panel).toBe("Next version");
});

test("what goes on at the end of the conversation leads to the composer", async ({ site, panel }) => {
  site.hold();
  await panel.ask("first");
  site.release(12);
  await panel.answer("streaming");
  await panel.button("Stop").click();
  await panel.answer("stopped");
  site.release();
  await press(panel.button("Continue"));
  await panel.answer("done");
  await active(panel).toBe("Message");

  site.set({ tokens: false });
  site.rotateNonce();
  await panel.ask("second");
  await panel.answer("failed");
  site.set({ tokens: true });
  await press(panel.button("Try again"));
  await panel.answer("done");
  await active(panel).toBe("Message");

  await press(inLast(panel.questions, "Delete from here"));
  await expect(panel.questions).toHaveCount(1);
  await active(panel).toBe("Message");
  await press(panel.button("Undo"));
  await expect(panel.questions).toHaveCount(2);
  await active(panel).toBe("Message");
});

test("a title that was changed leads back to the menu", async ({ panel }) => {
  await answered(panel, "first");
  await press(panel.button("More"));
  await press(panel.button("Rename"));
  await active(panel).toBe("Title");
  await panel.page.keyboard.type("Ours");
  await panel.page.keyboard.press("Enter");
  await expect(panel.page.getByRole("heading", { name: "Ours" })).toBeVisible();
  await active(panel).toBe("More");
});

test("in the list the focus stays at a row", async ({ panel }) => {
  for (const question of ["one", "two", "three"]) {
    await panel.button("New chat").click();
    await answered(panel, question);
  }
  await panel.button("New chat").click();
  await press(panel.button("Conversations"));
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await press(panel.button("Pin “one”"));
  await expect(list.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await active(panel).toBe("Unpin “one”");

  await press(panel.button("Delete “three”"));
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await active(panel).toMatch(/^two/);
  await press(panel.button("Delete “two”"));
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await active(panel).toMatch(/^one/);
  await press(panel.button("Delete “one”"));
  await expect(list.getByRole("listitem")).toHaveCount(0);
  await active(panel).toBe("Search");
  await press(list.getByRole("button", { name: "Undo" }));
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await active(panel).toBe("Search");
});

test("in the list beside, choosing leads to the composer, and deleting what is shown to the next row", async ({
  extension,
  panel,
}) => {
  await answered(panel, "one");
  await panel.button("New chat").click();
  await answered(panel, "two");
  const page = await extension.openTab("chat.html");
  await page.setViewportSize({ width: 1000, height: 700 });
  const tab = viewPage(page);
  const list = page.getByRole("navigation", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await press(list.getByRole("button", { name: /^two/ }));
  await expect(tab.questions).toContainText("two");
  await active(tab).toBe("Message");
  await press(tab.button("Delete “two”"));
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "New chat" })).toBeVisible();
  await active(tab).toMatch(/^one/);
});

test("whoever is elsewhere stays there", async ({ site, panel }) => {
  await answered(panel, "first");
  site.hold();
  await press(inLast(panel.answers, "Ask again"));
  await panel.button("Settings").focus();
  site.release();
  await expect(panel.answers).toContainText("2 / 2");
  await active(panel).toBe("Settings");
});
