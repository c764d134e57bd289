import { expect, test } from "./test.ts";

for (const challengePartitioned of [false, true]) {
  const cookie = challengePartitioned ? "a partitioned cookie" : "a cookie";
  test(`the check that is passed in a tab with ${cookie} lets the waiting question through`, async ({
    site,
    extension,
    panel,
  }) => {
    site.set({ challenge: true, challengePartitioned });
    await panel.ask("Hello there");
    await panel.answer("failed");
    await expect(panel.alert).toContainText("chatgptt.me wants to see that you are a person.");
    const tab = await extension.nextTab(() => panel.button("Open chatgptt.me").click());
    await tab.getByRole("button", { name: "I am human" }).click();

    await panel.answer("done");
    await expect(panel.questions).toHaveCount(1);
    await expect(panel.alert).toHaveCount(0);
    expect(site.received.questions()[0]?.headers).toMatchObject({ cookie: "cf_clearance=passed" });

    await panel.ask("Through the tab again");
    await expect(panel.answers).toHaveCount(2);
    await panel.answer("done");
    expect(site.received.questions().at(-1)?.headers["cookie"]).toBe("cf_clearance=passed");

    await tab.close();
    site.set({ challenge: false });
    await panel.ask("Directly again");
    await expect(panel.answers).toHaveCount(3);
    await panel.answer("done");
    expect(site.received.questions().at(-1)?.headers).not.toHaveProperty("cookie");
  });
}

test("all that met the check while its tab was open is asked once it is passed", async ({ site, extension, panel }) => {
  site.set({ challenge: true });
  await panel.ask("Hello there");
  await panel.answer("failed");
  const tab = await extension.nextTab(() => panel.button("Open chatgptt.me").click());
  await expect(tab.getByRole("button", { name: "I am human" })).toBeVisible();
  // Too soon: this meets the check too, and takes the place of the answer that waits.
  await panel.button("Try again").click();
  await expect(panel.button("Next version")).toBeVisible();
  await panel.answer("failed");
  await panel.button("New chat").click();
  await panel.ask("And here");
  await panel.answer("failed");

  await tab.getByRole("button", { name: "I am human" }).click();
  await panel.answer("done");
  await panel.button("Conversations").click();
  await panel.page
    .getByRole("dialog", { name: "Conversations" })
    .getByRole("button", { name: "Hello there" })
    .first()
    .click();
  await expect(panel.questions).toHaveText("Hello there");
  await panel.answer("done");
  const asked = site.received.questions().filter(({ outcome }) => outcome === "answered");
  expect(asked.map(({ fields }) => fields["message"]).toSorted()).toEqual(["And here", "Hello there"]);
});
