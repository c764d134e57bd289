import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CHAT_ERROR_KINDS, type ChatErrorKind } from "../src/providers/chat-error.ts";
import english from "../public/_locales/en/messages.json";
import { textsOf } from "../src/i18n/catalogue.ts";
import { setTexts } from "../src/i18n/translate.ts";
import { SOURCE_TYPES, type SourceType } from "../src/ui/notices/error-source.ts";
import { errorText } from "../src/ui/notices/error-text.ts";
import { type ErrorAction, errorActions } from "../src/ui/thread/errors/error-actions.ts";

const table = readFileSync("docs/protocol-support.md", "utf8");
const messages: Record<string, { message: string }> = english;
setTexts(textsOf(english));

/** The message of each button. */
const BUTTONS: Readonly<Record<ErrorAction, (kind: ChatErrorKind, source: SourceType) => string>> = {
  "try-again": () => "tryAgain",
  "ask-alone": () => "askAlone",
  "open-site": () => "openSite",
  "change-question": (kind, source) =>
    kind === "too-long" && source !== "site" ? "shortenQuestion" : "changeQuestion",
  "allow-access": () => "allowAccess",
  "choose-other": () => "chooseOtherModel",
  "ask-another": () => "askAnotherModel",
  "give-memory": () => "giveMemory",
  "edit-backend": () => "openSettings",
  "open-settings": () => "openSettings",
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

/** What a person can see of a failure: a sentence and its buttons, for each place where it can come from. */
function seenOf(kind: ChatErrorKind): string[] {
  const more = { neededTokens: 2, allowedTokens: 1 };
  return SOURCE_TYPES.flatMap((type) => {
    const sentence = errorText(kind, { type, name: "$1", place: "$2" });
    const errors = kind === "too-long" && type.startsWith("ollama") ? [{ kind }, { kind, context: more }] : [{ kind }];
    return errors.map((error) => {
      const buttons = errorActions(error, type).map((action) => say(BUTTONS[action](kind, type)));
      return `${sentence} | ${buttons.join(" / ")}`;
    });
  });
}

describe("docs/protocol-support.md", () => {
  test.each(rows)("%s", (_case, kind = "", sentence, buttons, tests = "") => {
    const known = CHAT_ERROR_KINDS.find((each) => kind === `\`${each}\``);
    if (known !== undefined) {
      expect(seenOf(known)).toContain(`${sentence} | ${buttons}`);
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
