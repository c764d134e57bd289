import { type Message } from "../../src/conversations/conversation.ts";
import { openStored, storeConversation } from "./stored-conversation.ts";
import type { BenchEnvironment } from "./environment.ts";

/** How it is to open an answer with much code again. */
export interface CodeBlocks {
  /** From the click in the list to colours in every block. */
  colouredMs: number;
  longTasks: number;
  longestTaskMs: number;
}

const BLOCKS = 20;
const BLOCK_CHARACTERS = 19_000;

/** Twenty blocks of code in one answer, each nearly as long as code with colours may be. */
export async function measureCodeBlocks({ newPage, extensionUrl }: BenchEnvironment): Promise<CodeBlocks> {
  const page = await newPage(`${extensionUrl}sidepanel.html`);
  await storeConversation(page, "Much code", [answer()]);
  const row = await openStored(page, "Much code");
  const colouredMs = await row.evaluate(
    (button, count) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        function look(): void {
          const coloured = document.querySelectorAll(".answer pre:has(.hljs-keyword)");
          if (coloured.length === count) resolve(performance.now() - start);
          else setTimeout(look, 50);
        }
        if (button instanceof HTMLElement) button.click();
        look();
      }),
    BLOCKS,
  );
  const tasks = await page.evaluate(() => longTasks);
  await page.close();
  return { colouredMs, longTasks: tasks.length, longestTaskMs: Math.max(0, ...tasks) };
}

function answer(): Pick<Message, "role" | "text"> {
  const blocks = Array.from({ length: BLOCKS }, (_, block) => {
    const lines: string[] = [];
    for (let length = 0; length < BLOCK_CHARACTERS - 60;) {
      const line = `  const value${lines.length} = compute("${block}", ${lines.length} + 1); // a note`;
      lines.push(line);
      length += line.length + 1;
    }
    return `Block ${block}:\n\n\`\`\`ts\n${lines.join("\n")}\n\`\`\``;
  });
  return { role: "assistant", text: blocks.join("\n\n") };
}
