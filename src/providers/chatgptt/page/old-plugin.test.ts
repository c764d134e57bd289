import { describe, expect, test } from "vitest";
import { createFakeSite, gather, GENERATION_1_PAGE, html, textOf } from "../fake-site.test-tools.ts";
import { writeForPlugin } from "./old-plugin.ts";
import { chatgptt, HI, POST } from "../strict-site.test-tools.ts";

/** What WordPress does to a text field. */
function sanitize(text: string): string {
  const stripped = text.includes("<") ? text.replaceAll(/<[^>]*>?/g, "") : text;
  let result = stripped.replaceAll(/[\r\n\t ]+/g, " ").trim();
  while (/%[a-f0-9]{2}/i.test(result)) result = result.replaceAll(/%[a-f0-9]{2}/gi, "");
  return result;
}

const slash = (text: string) => text.replaceAll(/['"\\]/g, String.raw`\$&`);

/** What reaches the model of a plugin of this version. */
function reaches(version: string, message: string): string {
  const { text } = writeForPlugin(message, version);
  return version === "1.8.95" ? sanitize(text) : sanitize(slash(text));
}

const CODE = 'User: Why?\n\n```ts\nif (a < b && c > d) {\n    log("50%20", \'x\');\n\treturn <div class="y">;\n}\n```';

describe("old versions", () => {
  test.each(["1.8.82", "1.8.90", "1.8.95", "1.7", "1.8"])(
    "of the plugin (%s) hand on what they would take out",
    (version) => {
      const model = reaches(version, CODE);
      const lines = model.split("\u2028").map((line) => line.replaceAll("\u00A0", " "));
      expect(lines[0]).toMatch(/^\(In this text ＜ stands/);
      expect(lines.slice(2)).toEqual(
        (version === "1.8.95"
          ? CODE.replaceAll("\t", "    ")
          : CODE.replaceAll("\t", "    ")
              .replaceAll('("', "(“")
              .replaceAll('="', "=“")
              .replaceAll('"', "”")
              .replaceAll(" 'x'", " ‘x’")
        )
          .replaceAll("<", "＜")
          .replaceAll("%20", "％20")
          .split("\n"),
      );
      expect(model).not.toContain("\\");
    },
  );

  test("get words as they are, but for quotation marks and ends of lines", () => {
    expect(reaches("1.8.90", 'It\'s "so": 5% of\r\nx')).toBe("It’s “so”: 5% of\u2028x");
    expect(writeForPlugin('It\'s "so": 5% of\nx', "1.8.90").rewritten).toBe(false);
    expect(writeForPlugin("a < b", "1.8.95").rewritten).toBe(true);
    expect(writeForPlugin("a\n  b", "1.8.95").rewritten).toBe(true);
  });
});

test.each(["1.8.96", "1.9.0", "1.9.16", "1.10.2", "2.2", undefined])(
  "version %s gets everything as it is",
  (version) => {
    expect(writeForPlugin(CODE, version)).toEqual({ text: CODE, rewritten: false });
  },
);

describe("a site", () => {
  const PLUGIN = "/wp-content/plugins/gpt3-ai-content-generator/public";
  const page = (version: string) =>
    html(
      `<link rel="x" href="${PLUGIN}/x.css"><link rel="stylesheet" href='${PLUGIN}/css/x.css?ver=${version}'>${GENERATION_1_PAGE}`,
    );
  const ask = (text: string) => ({ messages: [{ role: "user" as const, text }] });

  test("whose plugin is old by its page is written to so, and says so once", async () => {
    const site = createFakeSite(({ action }) => (action === "page" ? page("1.8.82") : HI()));
    const provider = chatgptt();
    const [words, code, again] = [
      await gather(provider, site, ask("What is it?")),
      await gather(provider, site, ask("a < b")),
      await gather(provider, site, ask("c < d")),
    ];
    expect(words.parts.map(({ type }) => type)).toEqual(["text", "finish"]);
    expect(code.parts.map(({ type }) => type)).toEqual(["rewritten", "text", "finish"]);
    expect(again.parts.map(({ type }) => type)).toEqual(["text", "finish"]);
    const messages = site.seen.filter(({ action }) => action === POST).map(({ fields }) => fields.get("message"));
    expect(messages[0]).toBe("What is it?");
    expect(messages[1]).toMatch(/\u2028\u2028a ＜ b$/);
  });

  test("whose plugin is newer, or hides its version, gets everything as it is", async () => {
    for (const respond of [() => page("1.8.96"), () => html(GENERATION_1_PAGE)]) {
      const site = createFakeSite(({ action }) => (action === "page" ? respond() : HI()));
      expect(textOf(await gather(chatgptt(), site, ask("a < b\n  c")))).toBe("Hi");
      expect(site.seen.at(-1)?.fields.get("message")).toBe("a < b\n  c");
    }
  });
});
