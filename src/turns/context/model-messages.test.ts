import { expect, it } from "vitest";
import type { Message } from "../../conversations/conversation.ts";
import { sampleMessage } from "../../conversations/samples.test-tools.ts";
import { modelMessagesUpTo } from "./model-messages.ts";

/** A question, its answer, and another question. */
function told(answer: Partial<Message>): string[] {
  const messages = [
    sampleMessage({ id: "q1", text: "One?" }),
    sampleMessage({ id: "a1", parentId: "q1", role: "assistant", ...answer }),
    sampleMessage({ id: "q2", parentId: "a1", text: "Two?" }),
  ];
  return modelMessagesUpTo(new Map(messages.map((message) => [message.id, message])), "q2").map(({ text }) => text);
}

it.each(["too-long", "refused"] as const)("leaves out a question that a backend turned away: %s", (kind) => {
  expect(told({ text: "", state: "failed", error: { kind } })).toEqual(["Two?"]);
});

it("tells what was answered, and what failed for another reason", () => {
  expect(told({ text: "Yes." })).toEqual(["One?", "Yes.", "Two?"]);
  expect(told({ text: "Ye", state: "failed", error: { kind: "refused" } })).toContain("One?");
});

it("has no empty turn and none doubled: two questions without an answer between them are one turn", () => {
  const failed = { text: "", state: "failed", error: { kind: "network" } } as const;
  expect(told(failed)).toEqual(["One?\n\nTwo?"]);
  expect(told({ text: "<think>only thought</think>\n" })).toEqual(["One?\n\nTwo?"]);
  const roles = (count: number) =>
    modelMessagesUpTo(
      new Map(
        Array.from({ length: count }, (_, index): [string, Message] => [
          `m${index}`,
          sampleMessage({
            id: `m${index}`,
            parentId: index === 0 ? null : `m${index - 1}`,
            role: index % 2 === 0 ? "user" : "assistant",
            text: index % 3 === 0 ? "" : "x",
          }),
        ]),
      ),
      `m${count - 1}`,
      { role: "user", text: "Now?" },
    ).map(({ role }) => role);
  for (let count = 1; count < 12; count += 1) {
    const turns = roles(count);
    expect(turns.at(-1)).toBe("user");
    expect(turns.every((role, index) => role !== turns[index - 1])).toBe(true);
  }
});

it("tells a question that was turned away where it is the one that is asked again", () => {
  const messages = [
    sampleMessage({ id: "q1", text: "One?" }),
    sampleMessage({
      id: "a1",
      parentId: "q1",
      role: "assistant",
      text: "",
      error: { kind: "refused" },
    }),
  ];
  const byId = new Map(messages.map((message) => [message.id, message]));
  expect(modelMessagesUpTo(byId, "q1")).toEqual([{ role: "user", text: "One?" }]);
});
