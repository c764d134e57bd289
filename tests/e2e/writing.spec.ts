import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test("Ctrl+Z takes back what was put in, then what was typed, and nothing of another conversation", async ({
  site,
  panel,
}) => {
  site.hold();
  await panel.ask("first");
  await panel.answer("sending");
  await panel.ask("second");
  await panel.box.pressSequentially("typed");
  await panel.button("Take back").click();
  await expect(panel.box).toHaveValue("typed\n\nsecond");
  await panel.page.keyboard.press("Control+z");
  await expect(panel.box).toHaveValue("typed");
  await panel.page.keyboard.press("Control+Shift+z");
  await expect(panel.box).toHaveValue("typed\n\nsecond");
  await panel.button("New chat").click();
  await expect(panel.box).toHaveValue("");
  await panel.box.press("Control+z");
  await expect(panel.box).toHaveValue("");
  site.release();
});

test("who searches goes on there when another view deletes what is shown", async ({ extension, panel }) => {
  await panel.ask("one");
  await panel.answer("done");
  const page = await extension.openTab("chat.html");
  await page.setViewportSize({ width: 1000, height: 700 });
  const tab = viewPage(page);
  await page.getByRole("button", { name: /^one/ }).click();
  await expect(tab.questions).toContainText("one");
  const search = page.getByRole("searchbox", { name: "Search" });
  await search.focus();
  await page.keyboard.type("ab");
  await panel.button("More").click();
  await panel.button("Delete this conversation").click();
  await expect(page.getByRole("heading", { name: "New chat" })).toBeVisible();
  await page.keyboard.type("cd");
  await expect(search).toHaveValue("abcd");
  await expect(tab.box).toHaveValue("");
});

test("the slowest wheel leaves the end of an answer that grows, and only the end brings it back", async ({
  site,
  panel,
}) => {
  site.set({ answer: Array.from({ length: 80 }, (_, index) => `Paragraph ${index} of a long answer.`).join("\n\n") });
  site.hold();
  await panel.ask("Hello there");
  site.release(250);
  const place = () => panel.log.evaluate(({ scrollTop }) => scrollTop);
  const height = () => panel.log.evaluate(({ scrollHeight }) => scrollHeight);
  const fromEnd = () => panel.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  await expect.poll(place).toBeGreaterThan(300);
  await panel.log.hover();
  const start = await place();
  for (let turn = 1; turn <= 4; turn += 1) {
    await panel.page.mouse.wheel(0, -2);
    await expect.poll(place).toBeLessThanOrEqual(start - 2 * turn + 1);
    const before = await height();
    site.release(12);
    await expect.poll(height).toBeGreaterThan(before);
  }
  expect(await place()).toBeLessThan(start);
  await expect(panel.button("Jump to the latest")).toBeVisible();
  await panel.page.mouse.wheel(0, 100_000);
  await expect(panel.button("Jump to the latest")).toBeHidden();
  site.release();
  await panel.answer("done");
  await expect.poll(fromEnd).toBeLessThan(24);
});

test("a question that is being changed is there again after another conversation, and after the view was closed", async ({
  extension,
  panel,
}) => {
  await panel.ask("one");
  await panel.answer("done");
  await panel.questions.last().hover();
  await panel.button("Edit").click();
  await panel.page.keyboard.type(" and more");
  await panel.button("New chat").click();
  await expect(panel.questions).toHaveCount(0);
  await expect.poll(panel.active).toBe("Message");
  await panel.button("Conversations").click();
  await panel.page.getByRole("dialog").getByRole("button", { name: /^one/ }).click();
  const editor = (view: typeof panel) => view.log.getByRole("textbox", { name: "Edit" });
  await expect(editor(panel)).toHaveValue("one and more");
  await expect.poll(panel.active).toBe("Message");
  await editor(panel).pressSequentially(", and this");
  await extension.closePanel();

  const again = viewPage(await extension.openPanel());
  await expect(editor(again)).toHaveValue("one and more, and this");
  await editor(again).press("Enter");
  await expect(again.questions).toHaveText([/one and more, and this/]);
  await again.answer("done");
  await extension.closePanel();
  const last = viewPage(await extension.openPanel());
  await last.answer("done");
  await last.button("Previous version").click();
  await expect(last.questions).toHaveText([/^one/]);
  await expect(editor(last)).toHaveCount(0);
});

test("a key in a line of 200,000 characters takes no longer than one can feel, and neither does one in its middle", async ({
  panel,
}) => {
  const [slowest, direction] = await panel.page.evaluate(async () => {
    const area = document.querySelector("textarea") as HTMLTextAreaElement;
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    area.focus();
    area.value = "some words of a text ".repeat(10_000);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    const times: number[] = [];
    for (const place of [0, 100_000, area.value.length]) {
      area.setSelectionRange(place, place);
      await frame();
      const start = performance.now();
      document.execCommand("insertText", false, "y");
      await frame();
      times.push(performance.now() - start);
    }
    return [Math.min(...times.slice(0, 2)), area.dir] as const;
  });
  expect(direction).toBe("ltr");
  // It was a second and more on the same machine.
  expect(slowest).toBeLessThan(500);
  await panel.box.fill("");
});
