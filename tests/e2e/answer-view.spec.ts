import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";

const LINES = Array.from({ length: 30 }, (_, index) => `Line ${index} of an answer that goes on.`).join("\n\n");

/** Keeps what is copied where a test finds it: headless, a panel has no focus, and may not read the clipboard. */
async function noteCopies(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(navigator.clipboard, "writeText", {
      value: (text: string) => {
        document.body.dataset["copied"] = text;
        return Promise.resolve();
      },
    });
  });
}

test("a selection made in the middle of a running answer is still there at its end", async ({ site, panel }) => {
  site.set({ answer: `First words to keep.\n\n- a list\n- that *grows* and\n- grows\n\n${LINES}\n\nTHE END` });
  site.hold();
  await panel.ask("Hello there");
  site.release(14);
  const answer = await panel.answer("streaming");
  // In the block that still grows.
  await expect(answer.getByRole("listitem").first()).toContainText("a list");
  await answer.evaluate((element) => {
    const [from, to] = [element.querySelector("p"), element.querySelector("li")];
    if (from !== null && to !== null) getSelection()?.setBaseAndExtent(from, 0, to, to.childNodes.length);
  });
  const selected = () => panel.page.evaluate(() => getSelection()?.toString());
  expect(await selected()).toMatch(/^First words to keep\.\s+a list$/);
  site.release(9);
  await expect(answer.getByRole("listitem").nth(1)).toContainText("that");
  expect(await selected()).toMatch(/^First words to keep\.\s+a list$/);
  site.release();
  await expect(await panel.answer("done")).toContainText("THE END");
  expect(await selected()).toMatch(/^First words to keep\.\s+a list$/);
});

for (const [what, answer, tokens, words, direction] of (
  [
    ["in code that gets its colours", "```js\nlet first = 1;\nlet second = 2;\n```\n\nTHE END", 9, "first = 1;"],
    ["in a list whose items get more room", "- the first item\n- the second\n\n- third\n\nTHE END", 8, "first item"],
  ] as const
).flatMap((place) => [[...place, "forward"] as const, [...place, "backward"] as const])) {
  test(`a selection ${what} stays, ${direction}`, async ({ site, panel }) => {
    site.set({ answer });
    site.hold();
    await panel.ask("Hello there");
    site.release(tokens);
    const shown = await panel.answer("streaming");
    await expect(shown).toContainText("second");
    const node = await shown.evaluateHandle(
      (element, [text, way]) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (!walker.nextNode()?.textContent?.includes(text));
        const { currentNode } = walker;
        const start = currentNode.textContent?.indexOf(text) ?? 0;
        const [base, extent] = way === "forward" ? [start, start + text.length] : [start + text.length, start];
        getSelection()?.setBaseAndExtent(currentNode, base, currentNode, extent);
        return currentNode;
      },
      [words, direction] as const,
    );
    const selected = () => panel.page.evaluate(() => getSelection()?.toString());
    expect(await selected()).toBe(words);
    site.release();
    await expect(await panel.answer("done")).toContainText("THE END");
    // The nodes are others by now.
    await expect.poll(() => node.evaluate(({ isConnected }) => isConnected)).toBe(false);
    expect(await selected()).toBe(words);
    const way = await panel.page.evaluate(() => {
      const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection() ?? {};
      if (!anchorNode || !focusNode) return undefined;
      const order = document.createRange();
      order.setStart(anchorNode, anchorOffset ?? 0);
      return order.comparePoint(focusNode, focusOffset ?? 0) >= 0 ? "forward" : "backward";
    });
    expect(way).toBe(direction);
  });
}

test("half-finished constructs are shown as what they will be", async ({ site, panel }) => {
  site.set({
    answer:
      "This is **important to know** now.\n\n| Head | Other |\n| --- | --- |\n| one | two |\n\n```js\nlet a;\n```\n",
  });
  site.hold();
  await panel.ask("Hello there");
  // What stands there after each change, between the moments at which the test looks.
  await panel.log.evaluate((log) => {
    const flickers: string[] = [];
    new MutationObserver(() => {
      const text = Array.from(log.querySelectorAll(".answer .markdown"), ({ textContent }) => textContent).join();
      if (/[*|`]|-{3}/.test(text)) flickers.push(text);
      document.body.dataset["flickers"] = JSON.stringify(flickers);
    }).observe(log, { subtree: true, childList: true, characterData: true });
  });
  for (const [tokens, seen] of [
    // One after the other: each is drawn.
    [1, async () => expect(await panel.answer("streaming")).toContainText("This")],
    [2, async () => expect((await panel.answer("streaming")).locator("strong")).toBeVisible()],
    [3, async () => expect((await panel.answer("streaming")).locator("strong")).toBeVisible()],
    [14, async () => expect((await panel.answer("streaming")).getByRole("table")).toBeVisible()],
  ] as const) {
    site.release(tokens);
    await seen();
  }
  site.release();
  await expect((await panel.answer("done")).getByRole("cell", { name: "two" })).toBeVisible();
  expect(await panel.page.evaluate(() => document.body.dataset["flickers"])).toBe("[]");
});

test("code says its language, is coloured when it is complete, can be wrapped and copied", async ({ site, panel }) => {
  const line = `const long = "${"word ".repeat(60)}";`;
  site.set({ answer: `\`\`\`ts\n${line}\n\`\`\`\n\n\`\`\`unheard-of\nplain\n\`\`\`` });
  await noteCopies(panel.page);
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer.getByText("TypeScript", { exact: true })).toBeVisible();
  await expect(answer.getByText("unheard-of", { exact: true })).toBeVisible();
  await expect(answer.locator(".hljs-keyword")).toHaveText("const");
  const code = answer.getByRole("region", { name: "Code: TypeScript" });
  const widths = () => code.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(await widths()).toBeGreaterThan(100);
  await code.focus();
  await panel.page.keyboard.press("ArrowRight");
  await expect.poll(() => code.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  const wrap = answer.getByRole("button", { name: "Wrap lines" }).first();
  await wrap.click();
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  expect(await widths()).toBe(0);
  await answer.getByRole("button", { name: "Copy code" }).first().click();
  await expect(answer.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await panel.page.evaluate(() => document.body.dataset["copied"])).toBe(line);
});

test("a table scrolls inside, and is copied as CSV and as Markdown", async ({ site, panel }) => {
  const wide = Array.from({ length: 20 }, (_, index) => `column-${index}`);
  site.set({ answer: `| ${wide.join(" | ")} |\n|${" --: |".repeat(20)}\n| "a", b | =1+1 | **c** | $x^2$ |\n` });
  await noteCopies(panel.page);
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  const scroller = answer.getByRole("region", { name: "Table" });
  expect(await scroller.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
  expect(await panel.log.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  const copied = () => panel.page.evaluate(() => document.body.dataset["copied"]);
  await answer.getByRole("button", { name: "Copy as CSV" }).click();
  expect(await copied()).toContain(`column-19\r\n"""a"", b",'=1+1,c,x^2,`);
  await answer.getByRole("button", { name: "Copy as Markdown" }).click();
  expect(await copied()).toContain("| ---: | ---: |");
  expect(await copied()).toContain('\n| "a", b | =1+1 | **c** | $x^2$ |');
});

test("maths is drawn, and prices are not taken for it", async ({ site, panel }) => {
  site.set({
    answer: "It costs $5 and then $10.\n\nHere $x^2$ and \\(a_1\\).\n\n$$\n\\frac{1}{2}\n$$\n\n\\[ \\int_0^1 f \\]\n",
  });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer.locator("math")).toHaveCount(4);
  await expect(answer.locator('math[display="block"]')).toHaveCount(2);
  await expect(answer).toContainText("It costs $5 and then $10.");
});

test("formulas keep the lines that say something", async ({ site, panel }) => {
  const table = String.raw`\begin{array}{c|c} a & b \\ \hline c & d \end{array}`;
  site.set({
    answer:
      String.raw`Here $\overline{AB}$, $\underline{x}$, $\boxed{y}$, $\cancel{z}$ and $\textcolor{#ff0000}{r}$.`.concat(
        `\n\n$$\n${table}\n$$\n`,
      ),
  });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer.locator("math")).toHaveCount(6);
  const styleOf = (selector: string) =>
    answer
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { borderTopWidth, borderRightWidth, borderBottomWidth, backgroundImage, color } =
          getComputedStyle(element);
        return { top: borderTopWidth, right: borderRightWidth, bottom: borderBottomWidth, backgroundImage, color };
      });
  expect(await styleOf("menclose.tml-overline")).toMatchObject({ top: "1px", bottom: "0px" });
  expect(await styleOf("menclose.tml-underline")).toMatchObject({ top: "0px", bottom: "1px" });
  expect(await styleOf(".maths-box")).toMatchObject({ top: "1px", right: "1px", bottom: "1px" });
  expect((await styleOf(".tml-cancel")).backgroundImage).toContain("gradient");
  expect((await styleOf("[mathcolor]")).color).toBe("rgb(255, 0, 0)");
  expect(await styleOf("mtd")).toMatchObject({ right: "1px", bottom: "1px" });
  await expect(answer.locator("[style]")).toHaveCount(0);
});

test("footnotes lead to their text and back", async ({ site, panel }) => {
  site.set({ answer: `A claim[^Note].\n\n${LINES}\n\n[^note]: Its source, at <https://example.com/>.` });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await answer.getByRole("button", { name: "Footnote Note" }).click();
  const back = answer.getByRole("button", { name: "Back to the text" });
  await expect(back).toBeFocused();
  await back.click();
  await expect(answer.getByRole("button", { name: "Footnote Note" })).toBeFocused();
});

test("the blocks of a footnote stand one below the other, beside its label, in both directions", async ({
  site,
  extension,
  panel,
}) => {
  const note =
    "\n\n    A second paragraph.\n\n    ```js\n    const far = 'a line that is longer than the view is wide';\n    ```";
  site.set({ answer: `One[^1], two[^2].\n\n[^1]: Its source.${note}\n\n[^2]: \u05D4\u05DE\u05E7\u05D5\u05E8.${note}` });
  await panel.ask("Hello there");
  await panel.answer("done");
  const narrow = await extension.openTab("sidepanel.html");
  await narrow.setViewportSize({ width: 320, height: 700 });
  await expect(narrow.locator(".footnote-text")).toHaveCount(2);
  const notes = await narrow.locator(".footnote-text").evaluateAll((sections) =>
    sections.map((section) => {
      const boxes = [...section.children].map((child) => child.getBoundingClientRect());
      const rtl = getComputedStyle(section).direction === "rtl";
      const starts = boxes.map(({ left, right }) => Math.round(rtl ? -right : left));
      const { width } = section.getBoundingClientRect();
      return {
        rtl,
        starts,
        tops: boxes.map(({ top }) => top),
        wide: boxes.slice(1).map((box) => box.width > width * 0.8),
      };
    }),
  );
  expect(notes.map(({ rtl }) => rtl)).toEqual([false, true]);
  for (const { starts, tops, wide } of notes) {
    const [label = 0, first = 0, ...others] = starts;
    expect(first).toBeGreaterThan(label);
    expect(others).toEqual([first, first]);
    const [, ...blocks] = tops;
    expect(blocks.toSorted((one, other) => one - other)).toEqual(blocks);
    expect(new Set(blocks).size).toBe(3);
    expect(wide[2]).toBe(true);
  }
});

test("screen readers are told blocks that are complete, and each once", async ({ site, panel }) => {
  site.set({ answer: "# A title\n\nThe first paragraph.\n\nThe second one.\n\n- a point\n\nThe last one." });
  site.hold();
  await panel.ask("Hello there");
  await expect(panel.log).toHaveAttribute("aria-live", "off");
  const told = panel.page.locator('[aria-live="polite"]');
  site.release(12);
  await expect(await panel.answer("streaming")).toHaveAttribute("aria-busy", "true");
  await expect(told).not.toContainText("The second");
  site.release();
  await expect(await panel.answer("done")).toHaveAttribute("aria-busy", "false");
  await expect(told).toContainText("The last one.");
  const text = await told.innerText();
  for (const block of ["A title", "The first paragraph.", "The second one.", "a point", "The last one."]) {
    expect(text.split(block), block).toHaveLength(2);
  }
});

test("screen readers are told an answer that comes in one go, too", async ({ site, panel }) => {
  site.set({ answer: "Yes, it is." });
  site.hold();
  await panel.ask("Hello there");
  await panel.answer("sending");
  site.release();
  await panel.answer("done");
  await expect(panel.page.locator('[aria-live="polite"]')).toHaveText("Yes, it is.");
});

test("the view follows the answer only while one is at its end", async ({ site, panel }) => {
  site.set({ answer: `${LINES}\n\n${LINES}\n\nTHE END` });
  site.hold();
  await panel.ask("Hello there");
  site.release(350);
  await panel.answer("streaming");
  const fromEnd = () => panel.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  await expect.poll(fromEnd).toBeLessThan(30);
  await panel.log.hover();
  await panel.page.mouse.wheel(0, -600);
  await expect(panel.button("Jump to the latest")).toBeVisible();
  const top = await panel.log.evaluate(({ scrollTop }) => scrollTop);
  site.release();
  await panel.answer("done");
  expect(await panel.log.evaluate(({ scrollTop }) => scrollTop)).toBe(top);
  await panel.button("Jump to the latest").click();
  await expect.poll(fromEnd).toBeLessThan(30);
  // The button is gone, and the arrow keys go on from there.
  expect(await panel.active()).toBe("Conversation");
});

test("who wants little motion sees none", async ({ site, panel }) => {
  site.hold();
  await panel.ask("Hello there");
  await panel.answer("sending");
  const moving = () => panel.page.evaluate(() => document.getAnimations().length);
  await expect.poll(moving).toBeGreaterThan(0);
  await panel.page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moving).toBe(0);
  site.release();
  await panel.answer("done");
});
