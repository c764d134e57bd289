import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createThinkingReader, type Thinking, withoutThinking } from "./thinking-tags.ts";

/** What a view shows in the end, and what was thought, of an answer that came in these pieces. */
function read(pieces: readonly string[]): { text: string; reasoning: string } {
  const reader = createThinkingReader();
  const parts: Thinking[] = [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
  let text = "";
  let reasoning = "";
  for (const part of parts) {
    if (part.type === "text") text += part.text;
    else if (part.type === "reasoning") reasoning += part.text;
    else if (part.type === "thought") {
      expect(part.length).toBe(text.length);
      reasoning += text;
      text = "";
    }
  }
  return { text, reasoning };
}

const CASES: Record<string, [answer: string, text: string, reasoning: string]> = {
  "no tags": ["  Paris <b>.</b> < 5\n", "  Paris <b>.</b> < 5\n", ""],
  "tags at the beginning": ["<think>\nHm. 1 < 2.\n</think>\n\nParis.", "Paris.", "\nHm. 1 < 2.\n"],
  "the longer tags, behind white space": ["\n\n<thinking>Hm</thinking> Paris", " Paris", "Hm"],
  "tags in capitals": ["<THINK>Hm</Think>Paris", "Paris", "Hm"],
  "tags one after the other": ["<think>a</think>\n<think>b</think>\nParis", "Paris", "ab"],
  "empty tags": ["<think>\n\n</think>\n\nParis", "Paris", "\n\n"],
  "code right behind": ["<think>a</think>\n\n    code", "    code", "a"],
  "no end": ["<think>Hm, 1 < 2", "", "Hm, 1 < 2"],
  "no end, cut inside of the tag": ["<think>Hm</thi", "", "Hm</thi"],
  "a closing tag at the beginning": ["</think>\n\nParis", "Paris", ""],
  "a closing tag on a line of its own": ["Hm. Let me see.\n</think>\n\nParis", "Paris", "Hm. Let me see.\n"],
  "a closing tag at the end of a line": ["Hm.</think>\nParis", "Paris", "Hm."],
  "a closing tag between two words": ["Hm.</think>Paris", "Paris", "Hm."],
  "a closing tag and nothing more": ["Hm.</think>", "", "Hm."],
  "a tag that is spoken of": ["The model writes </think> there.", "The model writes </think> there.", ""],
  "a tag in quotation marks": ['Write "</think>" there.', 'Write "</think>" there.', ""],
  "a tag in code": [
    "Write `a</think>`.\n\n```\na\n</think>\n```\n",
    "Write `a</think>`.\n\n```\na\n</think>\n```\n",
    "",
  ],
  "both tags, spoken of": ["A <think> block ends\n</think>\nso.", "A <think> block ends\n</think>\nso.", ""],
  "a second closing tag": ["a\n</think>\nb\n</think>\nc", "b\n</think>\nc", "a\n"],
  "what only looks like a tag": ["<thinker>a</thinker>", "<thinker>a</thinker>", ""],
  "a half tag": ["<thi", "<thi", ""],
};

describe("thinking is told from the answer", () => {
  test.each(Object.entries(CASES))("%s", (_name, [answer, text, reasoning]) => {
    expect(read([answer])).toEqual({ text, reasoning });
    expect(withoutThinking(answer)).toBe(text);
    for (let at = 0; at <= answer.length; at += 1) {
      expect(read([answer.slice(0, at), answer.slice(at)]), `cut at ${at}`).toEqual({ text, reasoning });
    }
    expect(read([...answer])).toEqual({ text, reasoning });
  });

  test("any text is told apart alike, wherever it is cut, and no character is lost but tags and blanks", () => {
    const piece = fc.constantFrom(
      "<think>",
      "</think>",
      "<thinking>",
      "</thinking>",
      "<",
      "</th",
      "`",
      "```\n",
      "\n",
      " ",
      "a",
      "x. ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 4 }), (words, cuts) => {
        const answer = words.join("");
        const places = [0, ...cuts.map((cut) => cut % (answer.length + 1)), answer.length].toSorted((a, b) => a - b);
        const pieces = places.slice(1).map((end, index) => answer.slice(places[index], end));
        const whole = read([answer]);
        expect(read(pieces)).toEqual(whole);
        expect(withoutThinking(answer)).toBe(whole.text);
        const bare = (text: string) => text.replaceAll(/<\/?think(?:ing)?>|\s/g, "");
        expect(bare(whole.reasoning + whole.text)).toBe(bare(answer));
      }),
      { numRuns: 500 },
    );
  });

  test("nothing is read twice: a million characters in small pieces, and many half tags", () => {
    const reader = createThinkingReader();
    let letters = 0;
    const count = (parts: Thinking[]) => {
      for (const part of parts) if (part.type !== "thought") letters += part.text.length;
    };
    count(reader.read("<think>"));
    for (let index = 0; index < 20_000; index += 1) count(reader.read("hm <th <th < "));
    count(reader.read("</think>"));
    for (let index = 0; index < 80_000; index += 1) count(reader.read("</think and so <"));
    count(reader.end());
    expect(letters).toBe(260_000 + 1_280_000);
  });
});
