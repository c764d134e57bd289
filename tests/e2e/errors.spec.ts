import type { FailureName, Switches } from "../practice-site/practice-site.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

interface Case {
  failure?: FailureName;
  switches?: Partial<Switches>;
  sentence: string;
  /** The site's own words below the sentence. */
  words?: string;
  buttons: readonly (string | RegExp)[];
  /** How many questions the site gets until the person is told. Default 1. */
  questions?: number;
}

const TRY_AGAIN = ["Try again"];
const OR_ANOTHER_MODEL = ["Try again", "Choose another model"];

/** All that stays wrong: what the person is told, and what they can press. */
const CASES: Record<string, Case> = {
  "too many questions": {
    failure: "rate-limit",
    switches: { retryAfterSeconds: undefined },
    sentence: "Too many questions in a short time. Wait a little, then try again.",
    words: "The site says: 429 Too Many Requests",
    buttons: TRY_AGAIN,
  },
  "a site that is down for longer and says how long": {
    failure: "unavailable",
    switches: { retryAfterSeconds: 60 },
    sentence: "Something failed on chatgptt.me. Try again; if that does not help, choose another model.",
    words: "The site says: 503 Service Temporarily Unavailable",
    buttons: [/^Try again in \d\d sec$/, "Choose another model"],
  },
  "a bad gateway, twice": {
    failure: "bad-gateway",
    sentence: "Something failed on chatgptt.me. Try again; if that does not help, choose another model.",
    words: "The site says: 502 Bad Gateway",
    buttons: OR_ANOTHER_MODEL,
    questions: 2,
  },
  "a gateway that waited in vain, twice": {
    failure: "gateway-timeout",
    sentence: "chatgptt.me is not answering. Try again in a few minutes.",
    words: "The site says: 504 Gateway Time-out",
    buttons: OR_ANOTHER_MODEL,
    questions: 2,
  },
  "a connection that breaks, twice": {
    failure: "connection-reset",
    sentence: "The connection to chatgptt.me failed. Check your network, then try again.",
    buttons: TRY_AGAIN,
    // The browser itself asks once more where a connection that it used before is closed without a word.
    questions: 3,
  },
  "a refusal by Cloudflare, which only a person in a tab can get round": {
    failure: "blocked",
    sentence:
      "chatgptt.me wants to see that you are a person. Open it, pass its check, and your question is asked again by itself.",
    buttons: ["Open chatgptt.me", "Try again"],
  },
  "a site that refuses the connection": {
    switches: { generation: 2, recording: "v2-origin-refused" },
    sentence: "Something failed on chatgptt.me. Try again; if that does not help, choose another model.",
    words: "The site says: Embed feature is not available with your current plan.",
    buttons: OR_ANOTHER_MODEL,
  },
  "an error of the model that comes as an answer": {
    failure: "upstream-error",
    sentence: "Something failed on chatgptt.me. Try again; if that does not help, choose another model.",
    words: "The site says: Incorrect API key provided: sk-…",
    buttons: OR_ANOTHER_MODEL,
  },
  "the limit for guests": {
    failure: "limit",
    sentence: "Your free allowance on chatgptt.me is used up for now. Try again later.",
    words: "The site says: You have reached your token limit.",
    buttons: OR_ANOTHER_MODEL,
  },
  "a banned word": {
    failure: "banned-word",
    sentence: "chatgptt.me declined this question. Try asking in other words.",
    words: "The site says: Your message contains prohibited words. Please modify your message and try again.",
    buttons: ["Change the question"],
  },
  "an empty answer": {
    failure: "empty",
    sentence: "chatgptt.me sent an empty answer. Try again.",
    buttons: OR_ANOTHER_MODEL,
  },
  "a critical error of WordPress": {
    failure: "php-fatal",
    sentence: "Something failed on chatgptt.me. Try again; if that does not help, choose another model.",
    words: "The site says: There has been a critical error on this website.",
    buttons: OR_ANOTHER_MODEL,
  },
  "a nonce that is refused again and again": {
    failure: "nonce-refused",
    sentence: "chatgptt.me did not accept the question, even after its page was read anew. Try again in a minute.",
    buttons: OR_ANOTHER_MODEL,
    questions: 2,
  },
};

for (const [name, { failure, switches, sentence, words, buttons, questions = 1 }] of Object.entries(CASES)) {
  test(`${name} is a sentence and its buttons`, async ({ site, panel }) => {
    site.set({ ...(failure !== undefined && { failure }), ...switches });
    await panel.ask("Hello there");
    const answer = await panel.answer("failed");
    const said = panel.alert.getByRole("paragraph");
    await expect(said.first()).toHaveText(sentence);
    if (words === undefined) await expect(said).toHaveCount(1);
    else await expect(said.last()).toContainText(words);
    await expect(answer).not.toContainText(/<|&\w+;/);
    await expect(panel.mendingButtons).toHaveText([...buttons]);
    expect(site.received.questions()).toHaveLength(questions);
  });
}

test("the time that the site asks for is counted down, and then it can be asked again", async ({ site, panel }) => {
  site.set({ failure: "rate-limit", retryAfterSeconds: 5, times: 1 });
  await panel.ask("Hello there");
  await panel.answer("failed");
  const button = panel.page.getByRole("button", { name: /^Try again/ });
  await expect(button).toHaveText(/^Try again in [345] sec$/);
  await expect(button).toBeDisabled();
  await expect(button).toHaveText(/^Try again in [12] sec$/);
  await expect(button).toBeDisabled();
  await expect(button).toHaveText("Try again");
  await button.click();
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  await expect(panel.questions).toHaveCount(1);
});

/** How often each strikes. (The browser itself asks once more where a connection is closed; that is not what is meant.) */
const PASSING = { unavailable: 1, "bad-gateway": 1, "gateway-timeout": 1, "connection-reset": 2 } as const;

for (const [failure, times] of Object.entries(PASSING)) {
  test(`${failure} that passes is healed without a word`, async ({ site, panel }) => {
    site.set({ failure: failure as keyof typeof PASSING, times });
    await panel.ask("Hello there");
    await expect(await panel.answer("done")).toContainText("An answer for practice");
    await expect(panel.alert).toHaveCount(0);
    expect(site.received.questions()).toHaveLength(times + 1);
  });
}

const CUTS = { cut: "word0", "cut-connection": "An answer" } as const;

for (const [failure, beginning] of Object.entries(CUTS)) {
  test(`an answer without its end (${failure}) is kept, marked, and can be asked again`, async ({ site, panel }) => {
    site.set({ failure: failure as keyof typeof CUTS, times: 1 });
    site.hold();
    await panel.ask("Hello there");
    site.release(3);
    await expect(await panel.answer("streaming")).toContainText(beginning);
    site.release();
    const answer = await panel.answer("done");
    await expect(answer).toContainText(beginning);
    await expect(answer).toContainText("The connection ended before the answer did. Something may be missing.");
    await expect(panel.alert).toHaveCount(0);
    expect(site.received.questions()).toHaveLength(1);
    await answer.getByRole("button", { name: "Try again" }).click();
    await expect(await panel.answer("done")).toContainText("Put one of these words into a question");
    await expect(panel.page.getByText("Something may be missing")).toHaveCount(0);
  });
}

test("“Choose another model” shows the models that there are, and the way to add one", async ({
  site,
  extension,
  panel,
}) => {
  site.set({ failure: "limit" });
  await panel.ask("Hello there");
  await panel.answer("failed");
  await panel.button("Choose another model").click();
  await expect(panel.page.getByRole("option")).toHaveText(["chatgptt.me"]);
  const settings = await extension.nextTab(() => panel.button("Manage backends").click());
  await expect(settings.getByRole("region", { name: "Backends" }).getByRole("listitem")).toHaveCount(1);
  await expect(settings.getByRole("button", { name: "Add a backend" })).toBeVisible();
});

test("“Change the question” puts it back into the box", async ({ site, panel }) => {
  site.set({ failure: "banned-word", times: 1 });
  await panel.ask("A word that is\nnot liked");
  await panel.answer("failed");
  await panel.button("Change the question").click();
  await expect(panel.box).toHaveValue("A word that is\nnot liked");
  await panel.ask("A better word");
  await panel.answer("done");
  // Without the word that the site turned away: it would turn this away for it, too.
  expect(site.received.questions().at(-1)?.fields["message"]).toBe("A better word");
});

test("a banned word of generation 2, in the owner's words, is no history of later questions", async ({
  site,
  panel,
}) => {
  site.set({ generation: 2, bannedWord: "forbidden", bannedSentence: "Bitte bleib höflich." });
  await panel.ask("A forbidden word");
  await panel.answer("failed");
  await expect(panel.alert).toContainText("chatgptt.me declined this question. Try asking in other words.");
  await expect(panel.alert).toContainText("The site says: Bitte bleib höflich.");
  await expect(panel.mendingButtons).toHaveText(["Change the question"]);
  await panel.ask("A better word");
  await panel.answer("done");
  expect(site.received.questions().at(-1)?.fields["message"]).toBe("A better word");
});

for (const generation of [1, 2] as const) {
  test(`a word in the site's own answer does not end the conversation, generation ${generation}`, async ({
    site,
    panel,
  }) => {
    site.set({ generation, answer: "An answer with a forbidden word." });
    await panel.ask("one");
    await panel.answer("done");
    site.set({ bannedWord: "forbidden", answer: "Fine." });
    await panel.ask("two");
    await expect(panel.answers).toHaveCount(2);
    const answer = await panel.answer("done");
    await expect(answer).toContainText("Fine.");
    await expect(answer).toContainText(
      "Asked without the earlier messages, because chatgptt.me refuses something in them.",
    );
    await expect(panel.alert).toHaveCount(0);
    const messages = site.received.questions().map(({ fields }) => fields["message"]);
    expect(messages.slice(-2)).toEqual([expect.stringContaining("forbidden"), "two"]);
  });
}

test("a site in maintenance names a time, and can be tried all the same", async ({ site, panel }) => {
  site.set({ failure: "maintenance" });
  await panel.ask("Hello there");
  await panel.answer("failed");
  await expect(panel.alert).toContainText("The site says: Maintenance");
  await expect(panel.alert).toContainText(/It asks to be left alone for \d+ min, but is often back sooner\./);
  site.set({ failure: undefined });
  await panel.button("Try again").click();
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
});

test("after ten seconds of silence the person is told that the answer is still awaited", async ({ site, panel }) => {
  site.set({ firstByteMs: 90_000 });
  await panel.ask("Hello there");
  const answer = await panel.answer("sending");
  await expect(answer.getByRole("status")).toHaveText("Waiting for the answer");
  await expect(answer.getByRole("status")).toHaveText("Still waiting. chatgptt.me can take a minute or two.");
  await expect(answer).toHaveAttribute("data-state", "sending");
  await panel.button("Stop").click();
  await panel.answer("stopped");
});

test("what is asked offline is asked by itself when the connection is back", async ({ site, panel }) => {
  const browser = panel.page.context();
  await browser.setOffline(true);
  await panel.ask("Hello there");
  await panel.answer("failed");
  await expect(panel.alert).toHaveText(
    "You are offline. Your question is asked by itself when the connection is back.",
  );
  await expect(panel.mendingButtons).toHaveText(["Try again"]);
  expect(site.received.questions()).toEqual([]);
  await browser.setOffline(false);
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  await expect(panel.questions).toHaveCount(1);
  expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual(["Hello there"]);
});

test("a site that leads to another host has moved, and can be looked at there", async ({ site, extension, panel }) => {
  site.set({ movedTo: "https://other.sidenote.test" });
  await panel.ask("Hello there");
  await panel.answer("failed");
  await expect(panel.alert).toHaveText(
    "chatgptt.me seems to lead to another address now. Open it to see where; if its chat is there, add that address in the settings.",
  );
  await expect(panel.mendingButtons).toHaveText(["Open chatgptt.me", "Open settings", "Try again"]);
  const tab = await extension.nextTab(() => panel.button("Open chatgptt.me").click());
  await expect.poll(() => tab.url()).toContain("https://other.sidenote.test/");
  expect(site.received.questions()).toEqual([]);
});

test("what is asked offline is asked by itself with the panel closed, too", async ({ site, extension, panel }) => {
  // The panel's own connection ends with it.
  const browser = extension.context;
  await browser.setOffline(true);
  await panel.ask("Hello there");
  await panel.answer("failed");
  await extension.closePanel();
  expect(site.received.questions()).toEqual([]);
  await browser.setOffline(false);
  await site.received.waitForQuestions(1);
  const again = viewPage(await extension.openPanel());
  await again.answer("done");
  await expect(again.questions).toHaveCount(1);
  expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual(["Hello there"]);
});
