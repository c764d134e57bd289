import { benchmarkAnswer } from "./benchmark-answer.ts";
import type { FailureName } from "./failures.ts";
import type { Switches } from "./switches.ts";

/** What the site says to a question, and how. */
export interface Answer {
  readonly text: string;
  readonly firstByteMs: number;
  readonly tokensPerSecond: number;
  /** Set where the question asked for a failure. */
  readonly failure: FailureName | undefined;
}

/** Words in a question that steer the answer, for people who try the practice site; README.md lists them. */
const STEERED: Readonly<Record<string, (switches: Switches) => Partial<Answer>>> = {
  "/long": ({ tokensPerSecond }) => ({
    text: `This is the practice site, with a long answer.\n\n${benchmarkAnswer(2000)}`,
    tokensPerSecond: Math.min(tokensPerSecond, 60),
  }),
  "/slow": () => ({ firstByteMs: 12_000, tokensPerSecond: 3 }),
  "/code": () => ({ text: CODE_ANSWER }),
  "/unsafe": () => ({ text: UNSAFE_ANSWER }),
  "/error": () => ({ failure: "upstream-error" }),
  "/limit": () => ({ failure: "limit" }),
  "/cut": () => ({ failure: "cut" }),
  "/empty": () => ({ failure: "empty" }),
};

/** Makes the answer to a message: the same message and switches always lead to the same answer. */
export function answerTo(message: string, switches: Switches): Answer {
  const question = lastQuestion(message);
  const { firstByteMs, tokensPerSecond } = switches;
  const plain: Answer = { text: ordinaryAnswer(question), firstByteMs, tokensPerSecond, failure: undefined };
  if (switches.answer !== undefined) return { ...plain, text: switches.answer };
  const word = question.split(/\s+/).find((each) => Object.hasOwn(STEERED, each));
  return { ...plain, ...(word === undefined ? {} : STEERED[word]?.(switches)) };
}

/** Whether the site turns a message away for a word in it. */
export function isBanned(message: string, { bannedWord }: Switches): boolean {
  return bannedWord !== undefined && message.includes(bannedWord);
}

/** A conversation arrives as `Role: text` lines ending in `Assistant:`; its question is the last thing the user said. */
function lastQuestion(message: string): string {
  const trimmed = message.trim();
  if (!/(?:^|\n)Assistant:$/.test(trimmed)) return trimmed;
  const start = Math.max(trimmed.lastIndexOf("\nUser:") + 1, 0);
  return trimmed
    .slice(start, -"Assistant:".length)
    .replace(/^User:/, "")
    .trim();
}

function ordinaryAnswer(question: string): string {
  return `# An answer for practice

This is the **practice site**: no model read your question, and nothing left this machine. You asked:

> ${excerpt(question)}

## What an answer can hold

1. Text that is **bold**, *italic* or \`code\`
2. Lists, also nested
   - like this point
   - and this one
3. [Links](https://example.com/notes) that open in a new tab

| Word | What it does |
| --- | --- |
| \`/long\` | answers with 2,000 tokens |
| \`/slow\` | thinks for twelve seconds |
| \`/error\` | fails |

\`\`\`js
const note = { page: 12, text: "see margin" };
console.log(note.text);
\`\`\`

Put one of these words into a question, and see what happens.
`;
}

/** The start of a question as one line of plain text: what means something in Markdown is escaped. */
function excerpt(question: string): string {
  const line = [...question.replaceAll(/\s+/g, " ")];
  const start = line.slice(0, 120).join("");
  return start.replaceAll(/[\\`*_[\]<>#|~&]/g, String.raw`\$&`) + (line.length > 120 ? "…" : "");
}

const CODE_ANSWER = `# Code for practice

This is the practice site. Three languages:

\`\`\`python
def notes(page: int) -> list[str]:
    """All notes of one page."""
    return [note.text for note in margin if note.page == page]
\`\`\`

\`\`\`html
<p class="note">A &lt;note&gt; &amp; its <em>page</em></p>
\`\`\`

\`\`\`sql
SELECT page, count(*) FROM notes WHERE text LIKE '%margin%' GROUP BY page ORDER BY 2 DESC;
\`\`\`

A line of code that is longer than any panel is wide:

\`\`\`ts
export const everyNoteOfThePage = (notes: readonly Note[], page: number): readonly Note[] => notes.filter((note) => note.page === page && note.text.trim() !== "");
\`\`\`
`;

const UNSAFE_ANSWER = `# An answer that means harm

This is the practice site. Nothing below may run, and nothing below may be fetched.

<img src="https://practice.sidenote.test/canary/image-tag" onerror="document.title = 'harmed'">
<img src=x onerror="document.title = 'harmed'">
<script>document.title = "harmed";</script>
<svg onload="document.title = 'harmed'"></svg>
<iframe src="https://practice.sidenote.test/canary/frame"></iframe>
<style>@import "https://practice.sidenote.test/canary/style";</style>
<form action="https://practice.sidenote.test/canary/form"><button>Send</button></form>

![A remote image](https://practice.sidenote.test/canary/markdown-image)

- [A script in a link](javascript:document.title='harmed')
- [The same, hidden](&#106;avascript:document.title='harmed')
- [A page in a link](data:text/html,<script>document.title='harmed'</script>)
- <a href="vbscript:harm" style="position:fixed;inset:0">A link over everything</a>

The end of the unsafe answer.
`;
