import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

async function box(element: Locator) {
  const place = await element.boundingBox();
  if (place === null) throw new Error("It is not drawn");
  return place;
}

/** Buttons that lie over one another, by name. */
function overlapping(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const buttons = [...document.querySelectorAll("button")].filter((button) => button.checkVisibility());
    const places = buttons.map((button) => ({
      name: button.ariaLabel ?? button.textContent,
      at: button.getBoundingClientRect(),
    }));
    return places.flatMap((one, index) =>
      places
        .slice(index + 1)
        .filter(
          ({ at }) =>
            at.left < one.at.right && one.at.left < at.right && at.top < one.at.bottom && one.at.top < at.bottom,
        )
        .map((other) => `${one.name} and ${other.name}`),
    );
  });
}

async function answered(panel: ViewPage, question: string): Promise<void> {
  const before = await panel.answers.count();
  await panel.ask(question);
  await expect(panel.answers).toHaveCount(before + 1);
  await panel.answer("done");
}

test("the buttons of an answer stand beside each other, with its versions too", async ({ panel }) => {
  await answered(panel, "first");
  await panel.answers.last().getByRole("button", { name: "Ask again" }).click();
  await expect(panel.answers).toContainText("2 / 2");
  await panel.answer("done");
  await panel.answers.last().hover();
  expect(await overlapping(panel.page)).toEqual([]);
});

test("a finger does not hit what is not seen", async ({ panel }) => {
  await answered(panel, "first");
  const button = panel.questions.last().getByRole("button", { name: "Delete from here" });
  await panel.box.hover();
  const { x, y, width, height } = await box(button);
  const hit = await panel.page.evaluate(
    ([left, top]) => document.elementFromPoint(left ?? 0, top ?? 0)?.closest("button")?.ariaLabel,
    [x + width / 2, y + height / 2],
  );
  expect(hit).toBeUndefined();
  await button.focus();
  await expect(button).toBeFocused();
});

test("the drawer stays while words in its search are marked, and closes with a click beside it", async ({ panel }) => {
  await answered(panel, "first");
  await panel.button("Conversations").click();
  const drawer = panel.page.getByRole("dialog", { name: "Conversations" });
  const search = drawer.getByRole("searchbox", { name: "Search" });
  await search.fill("some words");
  const [{ x, y, height }, edge] = [await box(search), await box(drawer)];
  const beside = edge.x + edge.width + 5;
  await panel.page.mouse.move(x + 30, y + height / 2);
  await panel.page.mouse.down();
  await panel.page.mouse.move(beside, y + height / 2, { steps: 4 });
  await panel.page.mouse.up();
  await expect(drawer).toBeVisible();
  await panel.page.mouse.click(beside, y + 200);
  await expect(drawer).toBeHidden();
});

test("a chat's tab is called as its conversation, also when that is renamed", async ({ extension, panel }) => {
  await answered(panel, "Bees and honey");
  const page = await extension.openTab("chat.html");
  await expect.poll(() => page.title()).toBe("Sidenote");
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.getByRole("button", { name: /^Bees and honey/ }).click();
  await expect.poll(() => page.title()).toBe("Bees and honey – Sidenote");
  await panel.button("More").click();
  await panel.button("Rename").click();
  await panel.page.keyboard.type("Wasps");
  await panel.page.keyboard.press("Enter");
  await expect.poll(() => page.title()).toBe("Wasps – Sidenote");
});

test("a question that waited can be sent after a failure", async ({ site, panel }) => {
  site.set({ failure: "upstream-error" });
  site.hold();
  await panel.ask("first");
  await panel.answer("sending");
  await panel.ask("second");
  await expect(panel.button("Take back")).toBeVisible();
  await expect(panel.button("Send now")).toBeHidden();
  site.release();
  await expect(panel.button("Send now")).toBeVisible();
  site.set({ failure: undefined });
  await panel.button("Send now").click();
  await expect(panel.questions).toHaveText([/first/, /second/]);
  await panel.answer("done");
  await expect(panel.button("Take back")).toBeHidden();
});

test("twelve prompts leave most of the popup to the answer", async ({ extension, panel }) => {
  await panel.page.close();
  const settings = await extension.openTab("options.html");
  await settings.evaluate(async () => {
    const ids = Array.from({ length: 16 }, (_, index) => `${index}`);
    const prompts = ids.map((id) => [
      `prompt:${id}`,
      { id, name: `Prompt number ${id}`, prompt: "Do this:", send: "edit" },
    ]);
    await chrome.storage.local.set({ ...Object.fromEntries(prompts), "prompt-order": ids });
  });
  const popup = viewPage(await extension.openPopup());
  await expect(popup.button("Prompt number 15")).toBeAttached();
  await popup.ask("Hello there");
  await popup.answer("done");
  const [log, all] = await popup.log.evaluate((element) => [element.clientHeight, innerHeight]);
  expect(log).toBeGreaterThan((all ?? 0) / 2);
  await popup.button("Prompt number 15").focus();
  await expect(popup.button("Prompt number 15")).toBeInViewport({ ratio: 0.9 });
});

test("an interface from the right is the mirror of one from the left", async ({ panel }) => {
  await answered(panel, "first");
  await panel.answers.last().getByRole("button", { name: "Ask again" }).click();
  await expect(panel.answers).toContainText("2 / 2");
  await panel.answer("done");
  const width = await panel.page.evaluate(() => document.documentElement.clientWidth);
  const elements = {
    list: panel.button("Conversations"),
    settings: panel.button("Settings"),
    question: panel.questions.last().locator("p").first(),
    previous: panel.button("Previous version"),
    send: panel.button("Send"),
  };
  const places = async () =>
    Object.fromEntries(await Promise.all(Object.entries(elements).map(async ([name, one]) => [name, await box(one)])));
  const left = await places();
  await panel.page.evaluate(() => (document.documentElement.dir = "rtl"));
  const right = await places();
  for (const name of Object.keys(elements)) {
    expect(Math.abs(right[name].x + right[name].width - (width - left[name].x)), name).toBeLessThan(2);
  }
  const icon = (name: string) =>
    panel
      .button(name)
      .locator("svg")
      .evaluate((svg) => getComputedStyle(svg).transform);
  expect(await icon("Previous version")).toBe("matrix(-1, 0, 0, 1, 0, 0)");
  expect(await icon("Send")).toBe("none");
  expect(await panel.box.evaluate((area) => getComputedStyle(area).direction)).toBe("rtl");
  await panel.box.fill("English words");
  expect(await panel.box.evaluate((area) => getComputedStyle(area).direction)).toBe("ltr");
});

test("with forced colours one sees that one waits, where one writes, and what is a question", async ({
  site,
  panel,
}) => {
  await panel.page.emulateMedia({ forcedColors: "active" });
  site.hold();
  await panel.ask("first");
  await panel.answer("sending");
  const style = (element: Locator, property: string) =>
    element.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
  const canvas = await style(panel.page.locator("body"), "background-color");
  expect(await style(panel.page.locator(".dot").first(), "background-color")).not.toBe(canvas);
  expect(await style(panel.questions.locator("p").first(), "border-top-width")).toBe("1px");
  await panel.box.focus();
  expect(await style(panel.page.locator(".composer"), "outline-width")).toBe("2px");
  site.release();
});

test("text is as large as the browser's setting wants it", async ({ panel }) => {
  const size = () => panel.box.evaluate((area) => Number.parseFloat(getComputedStyle(area).fontSize));
  const before = await size();
  await panel.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  expect(await size()).toBe(2 * before);
});
