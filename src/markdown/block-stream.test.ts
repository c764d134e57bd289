import { tests as examples } from "commonmark-spec";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBlockStream } from "./block-stream.ts";
import { createParser } from "./parser.ts";
import { randomMarkdown, splitAt } from "./random-markdown.test-tools.ts";
import { streamed, whole } from "./streamed.test-tools.ts";

describe("a text that comes in pieces", () => {
  it("ends as it would at once: every example of CommonMark, a character at a time", { timeout: 240_000 }, () => {
    for (const { markdown } of examples) {
      const text = markdown.replaceAll("→", "\t");
      expect(streamed(Array.from(text)), text).toEqual(whole(text));
    }
  });

  it("ends as it would at once: all examples together, 7 characters at a time", () => {
    const text = examples.map(({ markdown }) => markdown.replaceAll("→", "\t")).join("\n\n");
    expect(streamed(text.match(/[\s\S]{1,7}/g) ?? [])).toEqual(whole(text));
  });

  it("ends as it would at once: random documents in random pieces", { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(randomMarkdown, fc.array(fc.nat()), (text, cuts) => {
        expect(streamed(splitAt(text, cuts))).toEqual(whole(text));
      }),
      { numRuns: 1_000, seed: 5 },
    );
  });

  it("ends as it would at once: random documents that are read in windows", { timeout: 240_000 }, () => {
    const long = fc.array(randomMarkdown, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(long, (texts) => {
        // More than a window, and without an end that would fall on one each time.
        const text = Array.from({ length: 4_000 }, (_, index) => texts[index % texts.length])
          .join("\n\n")
          .slice(0, 60_000);
        expect(streamed([text])).toEqual(whole(text));
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it("draws what is complete no second time for half a definition", () => {
    const stream = createBlockStream(createParser("chat"));
    stream.append("See [1].\n\nSecond.\n\nThird.\n\nFourth.\n\n");
    stream.update();
    const changes = Array.from('[1]: https://example.com/page "Title"\n', (piece) => {
      stream.append(piece);
      return stream.update();
    }).flat();
    const drawn = changes.flatMap((change) => (change.type === "set" ? change.html : []));
    expect(drawn).toEqual([expect.stringContaining('href="https://example.com/page"')]);
  });

  it.each([
    ["in a quote of several lines", "> See [foo\n> bar] here.\n\n", "[foo bar]: https://example.com/"],
    ["in a table", "| a |\n| --- |\n| [a\\|b] |\n\n", "[a|b]: https://example.com/"],
  ])("ends as it would at once: a link %s that is defined far below", (_, use, definition) => {
    const text = `${use}One.\n\nTwo.\n\nThree.\n\nFour.\n\n${definition}\n`;
    expect(streamed(Array.from(text))).toEqual(whole(text));
    expect(whole(text)[0]).toContain("<a ");
  });

  it("that is long is read in windows, and ends the same", () => {
    const text = Array.from({ length: 400 }, (_, index) => `## ${index}\n\nSee [a] and [b][a].\n\n- x\n- y\n`).join(
      "\n",
    );
    const long = `${text}\n\n[a]: https://example.com/`;
    expect(streamed([long])).toEqual(whole(long));
  });
});
