import type { Page } from "@playwright/test";
import { DEFAULT_BACKEND } from "../../src/backends/backend.ts";
import { violationsOf } from "./axe.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

const OTHER = "other.sidenote.test";
const whenOthersFail = true;

/** The list as a person knows it. */
function settingsPage(page: Page) {
  const items = page.getByRole("region", { name: "Backends" }).getByRole("listitem");
  const button = (index: number, name: string) => items.nth(index).getByRole("button", { name, exact: true });
  /** The height of a place in an item: 0 is its upper edge, 1 its lower one. */
  const heightIn = (index: number, part: number) =>
    items.nth(index).evaluate((item, share) => {
      const { top, height } = item.getBoundingClientRect();
      return top + height * share;
    }, part);
  return {
    page,
    items,
    names: items.locator(".name"),
    notice: page.getByRole("status").filter({ hasText: "Moved" }),
    button,
    /** The name of the control that has the focus, and of the backend that it belongs to. */
    focused: () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return [activeElement?.ariaLabel, activeElement?.closest("li")?.querySelector(".name")?.textContent];
      }),
    /** Takes the handle of an item, and holds it at that place of another one. */
    async drag(from: number, to: number, part: number) {
      const handle = items.nth(from).locator(".drag-handle");
      const x = await handle.evaluate((element) => {
        const { left, width } = element.getBoundingClientRect();
        return left + width / 2;
      });
      await page.mouse.move(x, await heightIn(from, 0.2));
      await page.mouse.down();
      await page.mouse.move(x, await heightIn(to, 0.5));
      await page.mouse.move(x, await heightIn(to, part));
      await expect(items.nth(from)).toHaveAttribute("data-dragged");
    },
  };
}

test("the list is the order: moved by keyboard and by dragging, it is whom questions are asked of", async ({
  site,
  engine,
  extension,
}) => {
  await extension.giveAccess(`https://${OTHER}/*`);
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, {
    backends: [
      { ...DEFAULT_BACKEND, whenOthersFail, agreedAt: 1 },
      { id: "other", name: OTHER, type: "chatgptt", config: { url: `https://${OTHER}` }, whenOthersFail },
      // Nothing runs there.
      { id: "desk", name: "Desk", type: "openai-compatible", model: "m", config: { baseUrl: "http://127.0.0.1:9/v1" } },
    ],
  });
  const one = settingsPage(await extension.openTab("options.html"));
  const other = settingsPage(await extension.openTab("options.html"));
  const both = [one, other];
  for (const { names } of both) await expect(names).toHaveText(["chatgptt.me", OTHER, "Desk"]);

  await one.page.bringToFront();
  await one.button(2, "Move up").focus();
  await one.page.keyboard.press("Enter");
  await expect(one.notice).toContainText("Moved “Desk”: 2 of 3");
  await expect.poll(one.focused).toEqual(["Move up", "Desk"]);
  await one.page.keyboard.press("Enter");
  await expect(one.notice).toContainText("Moved “Desk”: 1 of 3");
  await expect.poll(one.focused).toEqual(["Move up", "Desk"]);
  await expect(one.button(0, "Move up")).toHaveAttribute("aria-disabled", "true");
  await expect(one.items.first()).toContainText("Asked first");
  if (engine === "chromium") expect(await violationsOf(one.page)).toEqual([]);

  await one.drag(1, 2, 0.9);
  await expect(one.items.nth(2)).toHaveAttribute("data-landing", "after");
  await one.page.keyboard.press("Escape");
  await one.page.mouse.up();
  await expect(one.items.nth(1)).not.toHaveAttribute("data-dragged");
  for (const { names } of both) await expect(names).toHaveText(["Desk", "chatgptt.me", OTHER]);
  await one.drag(2, 1, 0.1);
  await expect(one.items.nth(1)).toHaveAttribute("data-landing", "before");
  await one.page.mouse.up();
  for (const { names } of both) await expect(names).toHaveText(["Desk", OTHER, "chatgptt.me"]);
  await expect(one.notice).toContainText(`Moved “${OTHER}”: 2 of 3`);

  const panel = viewPage(await extension.openPanel());
  await panel.willAsk("Desk: m");
  const models = panel.page.getByRole("button", { name: /^Model:/ });
  await models.click();
  await expect(panel.page.getByRole("option")).toHaveText(["Desk: m", OTHER, "chatgptt.me"]);
  await models.click();
  await expect(panel.page.getByRole("option")).toHaveCount(0);
  await panel.ask("one");
  await panel.answer("done");
  await one.page.bringToFront();
  await one.page.keyboard.press("Control+z");
  for (const { names } of both) await expect(names).toHaveText(["Desk", "chatgptt.me", OTHER]);
  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await other.page.bringToFront();
  await other.button(0, "Move down").click();
  await panel.willAsk("chatgptt.me");
  await panel.ask("three");
  await expect(panel.answers).toHaveCount(3);
  await panel.answer("done");
  expect(site.received.questions().map(({ host }) => host)).toEqual([OTHER, "chatgptt.me", "chatgptt.me"]);
});
