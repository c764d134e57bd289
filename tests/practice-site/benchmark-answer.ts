import { splitIntoTokens } from "./tokens.ts";

/** The last line of a benchmark's answer: when it is on screen, the answer is. */
export const END_SENTINEL = "ENDSENTINEL";

const LANGUAGES = ["ts", "python", "sql", "sh"];

/**
 * Markdown of about `tokens` tokens (within one section of about 120), the same each time: sections of a heading, a
 * paragraph with bold, italic and inline code, a nested list, a table and a fenced code block; then `ENDSENTINEL`.
 */
export function benchmarkAnswer(tokens: number): string {
  const sections: string[] = [];
  let count = 0;
  for (let number = 1; count < tokens; number += 1) {
    const text = section(number);
    sections.push(text);
    // The space after a section is counted with the token that follows it.
    count += splitIntoTokens(text.trimEnd()).length;
  }
  return `${sections.join("\n")}\n${END_SENTINEL}\n`;
}

function section(number: number): string {
  return `## Section ${number}: what was measured

In **run ${number}** the reader met *${number * 3} notes* in the margin and one call of \`measure(${number})\`, which took
${number * 7} ms. [The method](https://example.com/runs/${number}) is plain: read, **write**, compare.

- First, the page
  - its text
  - its *margin*
- Then, the answer
  1. whole
  2. in pieces

| Part | Time | Share |
| --- | ---: | ---: |
| read | ${number} ms | ${number % 100} % |
| write | ${number * 2} ms | ${(number * 2) % 100} % |

\`\`\`${LANGUAGES[number % LANGUAGES.length]}
const run${number} = measure(${number});
if (run${number} > ${number * 7}) {
  report("slow", run${number});
}
\`\`\`
`;
}
