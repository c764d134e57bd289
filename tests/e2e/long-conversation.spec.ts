import { expect, test } from "./test.ts";

test("a conversation that is too long for the site goes on without its oldest messages, and says so", async ({
  site,
  panel,
}) => {
  for (const question of ["About the first thing", "About the second thing"]) {
    await panel.ask(question);
    await panel.answer("done");
  }
  site.set({ failure: "too-long", times: 1 });
  await panel.ask("About the third thing");
  await panel.answer("done");
  await expect(panel.answers.last()).toContainText("the 4 oldest messages were left out");
  const [full, shorter] = site.received.questions().slice(-2);
  expect(full?.fields["message"]).toContain("About the first thing");
  expect(shorter?.fields["message"]).not.toContain("About the first thing");
  expect(shorter?.fields["message"]).toContain("About the third thing");
});

test("what is too long all the same can be asked without the earlier messages", async ({ site, panel }) => {
  await panel.ask("About the first thing");
  await panel.answer("done");
  site.set({ failure: "too-long" });
  await panel.ask("About the second thing");
  await panel.answer("failed");
  await expect(panel.page.getByText("This is too long for chatgptt.me.")).toBeVisible();
  await expect(panel.button("Change the question")).toBeVisible();
  site.set({ failure: undefined });
  await panel.button("Ask without the earlier messages").click();
  await panel.answer("done");
  await expect(panel.answers.last()).toContainText("the earlier messages were left out");
  expect(site.received.questions().at(-1)?.fields["message"]).toBe("About the second thing");
});

test("a question that is too long by itself offers no way that would not help", async ({ site, panel }) => {
  site.set({ failure: "too-long" });
  await panel.ask("Much too long");
  await panel.answer("failed");
  await expect(panel.button("Change the question")).toBeVisible();
  await expect(panel.button("Ask without the earlier messages")).toHaveCount(0);
  expect(site.received.questions()).toHaveLength(1);
});
