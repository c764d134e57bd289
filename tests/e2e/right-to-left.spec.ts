import { expect, test } from "./test.ts";

test("text that runs from the right does so by block, and code in it from the left", async ({ site, panel }) => {
  site.set({ answer: "مرحبا `a(b) - c` بك\n\nEnglish\n\n- שלום\n" });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  const directions = () =>
    answer.locator("p, code, ul").evaluateAll((all) => all.map((each) => getComputedStyle(each).direction));
  expect(await directions()).toEqual(["rtl", "ltr", "ltr", "rtl"]);
  // As it stands before Markdown has been loaded.
  const edges = await answer.locator(".markdown").evaluate((element) => {
    element.textContent = "English\nمرحبا";
    const [line] = element.childNodes;
    const box = element.getBoundingClientRect();
    return [0, 8].map((start) => {
      const range = document.createRange();
      range.setStart(line ?? element, start);
      range.setEnd(line ?? element, start + 5);
      const { left, right } = range.getBoundingClientRect();
      return left - box.left < box.right - right ? "left" : "right";
    });
  });
  expect(edges).toEqual(["left", "right"]);
});

test("which way a block runs is for its words to say, also where code or maths comes first", async ({
  site,
  panel,
}) => {
  site.set({ answer: "- `git add` يضيف الملفات\n\n`print()` מדפיס\n\n$x$ هو عدد\n\n`code` in English\n" });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer.locator("math")).toHaveCount(1);
  const directions = () =>
    answer.locator("ul, p").evaluateAll((all) => all.map((each) => getComputedStyle(each).direction));
  expect(await directions()).toEqual(["rtl", "rtl", "rtl", "ltr"]);
});
