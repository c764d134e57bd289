import { expect, test } from "./test.ts";

const HOSTILE = `Before
<img src="https://practice.sidenote.test/canary/img" onerror="document.title='ran'">
<script>document.title = "ran"</script>
<svg onload="document.title='ran'"></svg>

![a picture](https://practice.sidenote.test/canary/markdown-image "title")

[script](javascript:document.title='ran') [data](data:text/html,x) [hidden](&#106;avascript:alert(1)) [good](https://practice.sidenote.test/article)

| cell | <img src=x onerror=alert(1)> |
|---|---|
| [table](vbscript:x) | <iframe src="https://practice.sidenote.test/canary/frame"></iframe> |

After`;

test("markup in an answer runs nothing and fetches nothing", async ({ site, extension, panel }) => {
  site.set({ answer: HOSTILE });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer).toContainText("After");
  await expect(answer.locator("img, script, svg:not(.icon), iframe, [onerror], [onload]")).toHaveCount(0);
  await expect(answer).toContainText("<script>");
  await expect(answer.getByRole("link", { name: "a picture (practice.sidenote.test)" })).toHaveAttribute(
    "target",
    "_blank",
  );
  await expect(answer.getByRole("link", { name: "good" })).toHaveAttribute("rel", "noopener noreferrer");
  for (const name of ["script", "data", "hidden", "table"]) {
    await expect(answer.getByText(name, { exact: true })).not.toHaveAttribute("href");
  }
  expect(await panel.page.title()).toBe("Sidenote");
  expect(site.received.canaries()).toEqual([]);
  expect(await extension.consoleMessages()).toEqual([]);
});

test("a link in an answer opens in a new tab", async ({ site, extension, panel }) => {
  site.set({ answer: `[the article](${site.article()})` });
  await panel.ask("Hello there");
  await panel.answer("done");
  const opened = await extension.nextTab(() => panel.page.getByRole("link", { name: "the article" }).click());
  expect(opened.url()).toBe(site.article());
  await expect(panel.answers).toHaveCount(1);
});
