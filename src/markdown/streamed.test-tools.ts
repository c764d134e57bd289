import { expect } from "vitest";
import { type BlockStream, createBlockStream } from "./block-stream.ts";
import { createParser } from "./parser.ts";

const parser = createParser("chat", {
  maths: (tex) => `<math>${tex.replace(/[<&]/g, "?")}</math>`,
  highlight: () => undefined,
});

/** Applies the changes of a stream, as a view would draw them. */
export function drawnBy(stream: BlockStream) {
  const blocks: string[] = [];
  let settled = 0;
  return {
    blocks,
    get settled() {
      return settled;
    },
    update(): void {
      for (const change of stream.update()) {
        if (change.type === "set") blocks[change.index] = change.html;
        else if (change.type === "length") blocks.length = change.length;
        else if (change.type === "settled") settled = change.length;
        else {
          expect(change.index).toBe(blocks.length - 1);
          const code = (blocks[change.index] ?? "").replace("</code></pre>\n", "");
          blocks[change.index] = `${code.slice(0, code.length - change.cut)}${escape(change.text)}</code></pre>\n`;
        }
      }
    },
  };
}

function escape(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] ?? "&#39;",
  );
}

/** Returns the blocks of a text that is parsed at once, without a stream. */
export function whole(text: string): string[] {
  const { blocks } = parser.parse(text.replace(/\r\n?/g, "\n").replaceAll("\0", "\uFFFD"));
  return blocks.filter(({ type }) => type !== "space" && type !== "def").map((block) => parser.render([block]).html);
}

export function streamed(pieces: readonly string[]): string[] {
  const stream = createBlockStream(parser);
  const drawn = drawnBy(stream);
  for (const piece of pieces) {
    stream.append(piece);
    drawn.update();
  }
  stream.finish();
  drawn.update();
  return drawn.blocks;
}

/** Returns a text as HTML. Checks that the result is the same at once, one character at a time, and three at a time. */
export function html(text: string): string {
  const atOnce = whole(text);
  expect(streamed(Array.from(text))).toEqual(atOnce);
  expect(streamed(text.match(/[^]{1,3}/g) ?? [])).toEqual(atOnce);
  return atOnce.join("").trim();
}
