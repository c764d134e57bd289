import { expect, test } from "./test.ts";

const MESSAGES = {
  "a bare zero": { typed: "0", arrives: "User: 0\nAssistant:" },
  "100 kB of text": { typed: "long text ".repeat(10_240).trim() },
  "several lines": { typed: "first line\nsecond line\n\nfourth line" },
  emoji: { typed: "👩‍👩‍👧‍👦 🏳️‍🌈 é" },
  "quotes, backslashes and tags": { typed: `"quotes" \\ and <tags> %41 &amp; 'single' \\n` },
  "right-to-left text": { typed: "مرحبا، كيف حالك؟ שלום" },
  "white space around": { typed: "  \n trimmed outside \n ", arrives: "trimmed outside" },
};

test("whatever is typed arrives at the site whole", async ({ site, panel }) => {
  const sent: string[] = [];
  for (const [name, { typed, ...expected }] of Object.entries(MESSAGES)) {
    await test.step(name, async () => {
      await panel.button("New chat").click();
      await expect(panel.answers).toHaveCount(0);
      await panel.ask(typed);
      await panel.answer("done");
      sent.push("arrives" in expected ? expected.arrives : typed);
      expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual(sent);
    });
  }
});

test("a blank message is not sent", async ({ site, panel }) => {
  await panel.box.fill("  \n ");
  await expect(panel.button("Send")).toBeDisabled();
  await panel.box.press("Enter");
  await expect(panel.questions).toHaveCount(0);
  expect(site.received.all.filter(({ path }) => path !== "/article")).toEqual([]);
});
