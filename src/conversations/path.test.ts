import { expect, test } from "vitest";
import type { Message } from "./conversation.ts";
import { branchOf, childrenByParent, latestLeaf, leafWithout, pathTo, withoutDeleted } from "./path.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";

function tree(parents: Record<string, string | null>): Map<string, Message> {
  const messages = Object.entries(parents).map(([id, parentId], createdAt) =>
    sampleMessage({ id, parentId, createdAt }),
  );
  return new Map(messages.map((message) => [message.id, message]));
}

const ids = (path: Message[]) => path.map(({ id }) => id).join(" ");

test("a path leads from the first message to the leaf, past siblings", () => {
  const messages = tree({ other: "q1", leaf: "q1", q1: "root", root: null, q2: "leaf" });
  expect(ids(pathTo(messages, "leaf"))).toBe("root q1 leaf");
});

test("what waits to follow a message that is deleted follows what is shown", () => {
  const messages = [sampleMessage({ id: "q" }), sampleMessage({ id: "a", parentId: "q", deletedAt: 9 })];
  const queue = [
    { id: "w1", text: "One?", parentId: "a" },
    { id: "w2", text: "Two?", parentId: "q" },
    { id: "w3", text: "Three?", parentId: null },
    { id: "w4", text: "Four?" },
  ];
  const { conversation } = withoutDeleted({ conversation: sampleConversation({ leafId: "a", queue }), messages });
  expect(conversation.queue).toStrictEqual([{ id: "w1", text: "One?" }, ...queue.slice(1)]);
});

test("an empty conversation has an empty path", () => {
  expect(pathTo(tree({ a: null }), null)).toEqual([]);
});

test("a leaf that is missing gives an empty path", () => {
  expect(pathTo(tree({ a: null }), "gone")).toEqual([]);
});

test("a parent that is missing ends the path, and what is left is shown", () => {
  expect(ids(pathTo(tree({ b: "gone", c: "b" }), "c"))).toBe("b c");
});

test("a cycle ends the path before a message would come twice", () => {
  expect(ids(pathTo(tree({ a: "c", b: "a", c: "b" }), "c"))).toBe("a b c");
  expect(ids(pathTo(tree({ self: "self" }), "self"))).toBe("self");
});

/** Returns the tree with one message deleted, as it is while the deletion can be undone. */
function without(messages: Map<string, Message>, ...deleted: string[]): Map<string, Message> {
  const marked = deleted.map((id) => [id, sampleMessage({ ...messages.get(id), id, deletedAt: 9 })] as const);
  return new Map([...messages, ...marked]);
}

/** q has the answers a, b and c. Below b are the questions d and e, and below d the answer f. */
const branched = tree({ q: null, a: "q", b: "q", c: "q", d: "b", e: "b", f: "d" });

test("children stand below their parent, the first ones below null, oldest first and without deleted ones", () => {
  const shuffled = new Map([...without(branched, "a")].toReversed());
  const children = Array.from(childrenByParent(shuffled), ([parent, messages]) => `${parent}: ${ids([...messages])}`);
  expect(children.toSorted()).toEqual(["b: d e", "d: f", "null: q", "q: b c"]);
});

test("children of a parent that is missing are found below its name", () => {
  expect(ids([...(childrenByParent(tree({ b: "gone" })).get("gone") ?? [])])).toBe("b");
});

test("the latest leaf follows the youngest children, past deleted ones", () => {
  expect(latestLeaf(branched, "q")).toBe("c");
  expect(latestLeaf(branched, "b")).toBe("e");
  expect(latestLeaf(without(branched, "c", "e"), "q")).toBe("f");
  expect(latestLeaf(branched, "f")).toBe("f");
  expect(latestLeaf(branched, "gone")).toBe("gone");
});

test("a branch is a message with all that follows it, deleted or not", () => {
  expect([...branchOf(branched, "b")].toSorted()).toEqual(["b", "d", "e", "f"]);
  expect([...branchOf(without(branched, "d"), "b")].toSorted()).toEqual(["b", "d", "e", "f"]);
  expect([...branchOf(branched, "f")]).toEqual(["f"]);
});

test("without a message the version before it is shown, else the one after it, else its parent", () => {
  const leafAfter = (messages: Map<string, Message>, id: string) =>
    leafWithout(messages, messages.get(id) ?? expect.unreachable());
  expect(leafAfter(branched, "c")).toBe("e");
  expect(leafAfter(branched, "b")).toBe("a");
  expect(leafAfter(branched, "a")).toBe("e");
  expect(leafAfter(without(branched, "b"), "c")).toBe("a");
  expect(leafAfter(without(branched, "a", "b"), "c")).toBe("q");
  expect(leafAfter(branched, "f")).toBe("d");
  expect(leafAfter(branched, "q")).toBeNull();
});

test("a cycle in stored data ends all of them", () => {
  const cycle = tree({ a: "c", b: "a", c: "b", self: "self" });
  expect(["a", "b", "c"]).toContain(latestLeaf(cycle, "a"));
  expect(latestLeaf(cycle, "self")).toBe("self");
  expect([...branchOf(cycle, "b")].toSorted()).toEqual(["a", "b", "c"]);
  expect(leafWithout(cycle, cycle.get("a") ?? expect.unreachable())).toBe("c");
  expect(leafWithout(cycle, cycle.get("self") ?? expect.unreachable())).toBe("self");
});

test("a path of 100,000 messages is walked without a stack", () => {
  const long = tree(
    Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`m${index}`, index === 0 ? null : `m${index - 1}`]),
    ),
  );
  expect(pathTo(long, "m99999")).toHaveLength(100_000);
  expect(latestLeaf(long, "m0")).toBe("m99999");
  expect(branchOf(long, "m0").size).toBe(100_000);
});
