import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CHAT_ERROR_KINDS, type ChatErrorKind } from "../src/providers/chat-error.ts";
import { type ErrorAction, errorActions } from "../src/ui/thread/errors/error-actions.ts";

const table = readFileSync("docs/protocol-support.md", "utf8");
const messages = JSON.parse(readFileSync("public/_locales/en/messages.json", "utf8")) as Record<
  string,
  { message: string }
>;

const BUTTONS: Readonly<Record<ErrorAction, string>> = {
  "try-again": "tryAgain",
  "ask-alone": "askAlone",
  "open-site": "openSite",
  "change-question": "changeQuestion",
  "allow-access": "allowAccess",
  "choose-site": "chooseSite",
  "choose-backend": "chooseBackend",
  "open-settings": "openSettings",
};

/** Files by the names that the table gives them. */
const files = new Map(
  [...table.matchAll(/^\[([\w-]+)\]: \.\.\/(\S+)$/gm)].map(([, name, path]) => [
    name,
    readFileSync(path ?? "", "utf8").replaceAll(String.raw`\"`, '"'),
  ]),
);

const rows = table
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Case ") && !line.startsWith("| --- "))
  .map((line) => line.slice(2, -2).split(" | "));

function say(key: string): string {
  return messages[key]?.message ?? `no message "${key}"`;
}

/** The sentence of a kind, by the name that all of them have. */
function sentenceOf(kind: string): string {
  return say(`error${kind.replaceAll(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase())}`);
}

describe("docs/protocol-support.md", () => {
  test.each(rows)("%s", (_case, kind = "", sentence, buttons, tests = "") => {
    const known = CHAT_ERROR_KINDS.find((each) => kind === `\`${each}\``);
    if (known !== undefined) {
      expect(sentence).toBe(sentenceOf(known));
      expect(buttons).toBe(
        errorActions(known)
          .map((action) => say(BUTTONS[action]))
          .join(" / "),
      );
    } else if (sentence !== "none") {
      expect([say("answerCut"), say("answerTooLong")]).toContain(sentence);
    }
    const shown = [...tests.matchAll(/\[([\w-]+)\] “([^”]+)”/g)];
    expect(shown).not.toEqual([]);
    for (const [, file, name] of shown) expect(files.get(file), `${file}: ${name}`).toContain(name);
  });

  test("every kind of error is in the table", () => {
    const unseen: readonly ChatErrorKind[] = ["aborted"];
    const missing = CHAT_ERROR_KINDS.filter((kind) => !rows.some(([, shown]) => shown === `\`${kind}\``));
    expect(missing).toEqual(unseen);
  });
});
