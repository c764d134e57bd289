import { expect, test } from "vitest";
import { askWithoutRefused } from "./ask-without-refused.ts";
import { ChatError } from "../chat-error.ts";
import type { ChatMessage, ReplyPart } from "../provider.ts";

const HI: ReplyPart[] = [
  { type: "text", text: "Hi" },
  { type: "finish", reason: "stop" },
];
const REFUSED = new ChatError("refused", { detail: "No." });
const LEFT_OUT = { type: "left-out", reason: "refused" };

const CONVERSATION: ChatMessage[] = [
  { role: "system", text: "Be kind." },
  { role: "user", text: "A" },
  { role: "assistant", text: "A word that is not liked" },
  { role: "user", text: "B" },
];

/** Asks a backend that answers each try in turn. */
async function ask(messages: readonly ChatMessage[], tries: ReadonlyArray<readonly (ReplyPart | ChatError)[]>) {
  const sent: string[][] = [];
  const parts: ReplyPart[] = [];
  const reply = askWithoutRefused(messages, async function* (asked) {
    const outcome = tries[sent.length] ?? [];
    sent.push(asked.map(({ text }) => text));
    for (const part of outcome) {
      if (part instanceof ChatError) throw part;
      yield part;
    }
  });
  try {
    for await (const part of reply) parts.push(part);
    return { sent, parts };
  } catch (error) {
    return { sent, parts, error };
  }
}

test("what the backend refuses for an earlier message is asked without them, and that is said", async () => {
  expect(await ask(CONVERSATION, [[REFUSED], HI])).toEqual({
    sent: [
      ["Be kind.", "A", "A word that is not liked", "B"],
      ["Be kind.", "B"],
    ],
    parts: [LEFT_OUT, ...HI],
  });
});

test("what is refused alone as well fails as that, and nothing is said to be left out", async () => {
  const again = new ChatError("refused", { detail: "Still no." });
  expect(await ask(CONVERSATION, [[REFUSED], [again]])).toMatchObject({ parts: [], error: again });
});

test("a first question is asked once", async () => {
  const first: ChatMessage[] = [
    { role: "system", text: "Be kind." },
    { role: "user", text: "A" },
  ];
  expect(await ask(first, [[REFUSED], HI])).toEqual({ sent: [["Be kind.", "A"]], parts: [], error: REFUSED });
});

test("nothing is asked again after text, or for another failure", async () => {
  const text: ReplyPart = { type: "text", text: "Hi" };
  expect(await ask(CONVERSATION, [[text, REFUSED], HI])).toMatchObject({ parts: [text], error: REFUSED });
  const blocked = new ChatError("blocked");
  expect(await ask(CONVERSATION, [[blocked], HI])).toMatchObject({ parts: [], error: blocked });
});
