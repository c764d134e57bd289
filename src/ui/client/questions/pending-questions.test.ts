import { beforeEach, expect, test, vi } from "vitest";
import { type PendingQuestions, askCommand, createPendingQuestions, type Question } from "./pending-questions.ts";

const send = vi.fn<(question: Question) => void>();
let pending: PendingQuestions;

beforeEach(() => {
  send.mockReset();
  pending = createPendingQuestions(send);
});

const question = (questionId: string): Question => ({
  conversationId: "c",
  questionId,
  text: `Question ${questionId}`,
});
const unconfirmed = () => pending.unconfirmed.value.map(({ questionId }) => questionId);

test("questions are sent at once, and remembered in order until the background has them", () => {
  for (const id of ["1", "2"]) pending.ask(question(id));
  expect(send.mock.calls.map(([{ questionId }]) => questionId)).toEqual(["1", "2"]);
  expect(unconfirmed()).toEqual(["1", "2"]);
  pending.confirm(({ questionId }) => questionId === "1");
  expect(unconfirmed()).toEqual(["2"]);
  pending.confirm(() => true);
  expect(unconfirmed()).toEqual([]);
});

test("one that is refused is given back and forgotten, the others stay", () => {
  for (const id of ["1", "2"]) pending.ask(question(id));
  expect(pending.refused("1")).toEqual(question("1"));
  expect(unconfirmed()).toEqual(["2"]);
  expect(pending.refused("1")).toBeUndefined();
  expect(pending.refused("other")).toBeUndefined();
  expect(pending.held.value).toEqual([]);
});

test("held questions are not sent, one for each draft, and given once, in order", () => {
  const first = { ...question("1"), draftOwner: null };
  const second = { ...question("2"), draftOwner: "c" };
  for (const held of [first, second, { ...question("3"), draftOwner: "c" }]) pending.hold(held);
  expect(send).not.toHaveBeenCalled();
  expect(pending.held.value).toEqual([first, second]);
  expect(pending.release()).toEqual([first, second]);
  expect(pending.release()).toEqual([]);
  expect(unconfirmed()).toEqual([]);
});

test("one that was refused and is sent again is shown until its message has come, also after a break", () => {
  pending.ask(question("1"));
  pending.refused("1");
  pending.delivered("1");
  pending.ask(question("1"));
  pending.acknowledgeAll("c");
  expect(unconfirmed()).toEqual(["1"]);
  pending.delivered("1");
  pending.acknowledgeAll("c");
  expect(unconfirmed()).toEqual([]);
});

test("a command names what the question follows only where it says so", () => {
  expect(askCommand(question("1"))).toEqual({ type: "ask", ...question("1") });
  expect(askCommand({ ...question("1"), parentId: null })).toMatchObject({ parentId: null });
});
