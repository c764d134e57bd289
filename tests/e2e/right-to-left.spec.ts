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

test("which way each item, cell and heading runs is for most of its words to say", async ({ site, panel }) => {
  site.set({
    answer:
      "## Python מדריך קצר\n\nReact היא ספריית קוד פתוח.\n\n- TypeScript שפה עם טיפוסים\n- only English words\n\n> GPT הוא מודל שפה\n\n| API | תיאור קצר |\n| --- | --- |\n| GET | מחזיר נתונים |\n\n```js\nlet a; // הערה\n```\n\nשלום is how one says hello.\n",
  });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer.locator(".hljs-comment")).toBeVisible();
  const directions = await answer
    .locator("h2, p, ul, li, blockquote, table, td, pre, code")
    .evaluateAll((all) => all.map((each) => `${each.localName} ${getComputedStyle(each).direction}`));
  expect(directions).toEqual([
    "h2 rtl",
    "p rtl",
    "ul rtl",
    "li rtl",
    "li ltr",
    "blockquote rtl",
    "p rtl",
    "table rtl",
    "td ltr",
    "td rtl",
    "pre ltr",
    "code ltr",
    "p ltr",
  ]);
  // Each with its sign inside of the view, and columns in one line.
  const { items, cells } = await answer.evaluate((element) => {
    const edges = (selector: string) =>
      Array.from(element.querySelectorAll(selector), (each) => {
        const { left, right } = each.getBoundingClientRect();
        return { left, right };
      });
    return {
      items: edges("ul, li"),
      cells: [...element.querySelectorAll("th, td")].map((cell) => getComputedStyle(cell).textAlign),
    };
  });
  const [list, , english] = items;
  expect((english?.left ?? 0) - (list?.left ?? 0)).toBeGreaterThanOrEqual(20);
  expect(cells).toEqual(["right", "right", "right", "right"]);
});
