import { expect, test } from "vitest";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";
import { toMarkdown } from "./to-markdown.ts";

const words = { you: "You", assistant: "Answer", time: (at: number) => `at ${at}` };

test("a conversation is a document with a heading for each message, with who and when", () => {
  const path = [
    sampleMessage({ id: "q", text: "Why?\n", createdAt: 10 }),
    sampleMessage({ id: "a", role: "assistant", text: "  # So\n\n- it is\n\n", createdAt: 20, model: "gpt-4o" }),
    sampleMessage({ id: "b", role: "assistant", text: "", createdAt: 30 }),
  ];
  expect(toMarkdown(sampleConversation({ title: "Bees" }), path, words)).toBe(
    "# Bees\n\n## You, at 10\n\nWhy?\n\n## Answer (gpt-4o), at 20\n\n# So\n\n- it is\n\n## Answer, at 30\n\n\n",
  );
});

test("a conversation without messages is its title", () => {
  expect(toMarkdown(sampleConversation({ title: "Bees" }), [], words)).toBe("# Bees\n");
});
