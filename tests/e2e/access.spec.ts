import { answerAccessPrompt } from "./access-prompt.ts";
import { takeAccessAway } from "./take-access-away.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test("access that was taken away is asked for, and then the question is asked by itself", async ({
  site,
  display,
  onScreen: extension,
}) => {
  const panel = viewPage(await extension.openPanel());
  await panel.agree();
  await takeAccessAway(extension);
  await panel.ask("Hello there");
  await panel.answer("failed");
  await expect(panel.alert).toHaveText(
    "The browser does not let Sidenote reach chatgptt.me. Allow it, and your question is asked again.",
  );
  await expect(panel.mendingButtons).toHaveText(["Allow access to chatgptt.me"]);
  expect(site.received.questions()).toEqual([]);

  const allowAccess = () => panel.button("Allow access to chatgptt.me").click();
  if (extension.engine === "chromium") {
    await answerAccessPrompt(display, allowAccess, "refuse");
    await expect(panel.alert).toBeVisible();
    expect(site.received.questions()).toEqual([]);
    await answerAccessPrompt(display, allowAccess, "allow");
  } else {
    // Firefox was started so that it takes the answer for given.
    await allowAccess();
  }
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  await expect(panel.questions).toHaveCount(1);
  expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual(["Hello there"]);
});
