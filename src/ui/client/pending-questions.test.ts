import { beforeEach, expect, test, vi } from "vitest";
import { type Asking, askCommand, createAsking, type Question } from "./pending-questions.ts";

const send = vi.fn<(question: Question) => void>();
let asking: Asking;

beforeEach(() => {
  send.mockReset();
  asking = createAsking(send);
});

const question = (questionId: string): Question => ({
  conversationId: "c",
  questionId,
  text: `Question ${questionId}`,
});
const unconfirmed = () => asking.unconfirmed.value.map(({ questionId }) => questionId);

test("questions are sent at once, and remembered in order until the background has them", () => {
  for (const id of ["1", "2"]) asking.ask(question(id));
  expect(send.mock.calls.map(([{ questionId }]) => questionId)).toEqual(["1", "2"]);
  expect(unconfirmed()).toEqual(["1", "2"]);
  asking.confirm(({ questionId }) => questionId === "1");
  expect(unconfirmed()).toEqual(["2"]);
  asking.confirm(() => true);
  expect(unconfirmed()).toEqual([]);
});

test("one that is refused is given back and forgotten, the others stay", () => {
  for (const id of ["1", "2"]) asking.ask(question(id));
  expect(asking.refused("1")).toEqual(question("1"));
  expect(unconfirmed()).toEqual(["2"]);
  expect(asking.refused("1")).toBeUndefined();
  expect(asking.refused("other")).toBeUndefined();
  expect(asking.held.value).toEqual([]);
});

test("held questions are not sent, one for each draft, and given once, in order", () => {
  const first = { ...question("1"), draftOwner: null };
  const second = { ...question("2"), draftOwner: "c" };
  for (const held of [first, second, { ...question("3"), draftOwner: "c" }]) asking.hold(held);
  expect(send).not.toHaveBeenCalled();
  expect(asking.held.value).toEqual([first, second]);
  expect(asking.release()).toEqual([first, second]);
  expect(asking.release()).toEqual([]);
  expect(unconfirmed()).toEqual([]);
});

test("one that was refused and is sent again is shown until its message has come, also after a break", () => {
  asking.ask(question("1"));
  asking.refused("1");
  asking.delivered("1");
  asking.ask(question("1"));
  asking.toldAll("c");
  expect(unconfirmed()).toEqual(["1"]);
  asking.delivered("1");
  asking.toldAll("c");
  expect(unconfirmed()).toEqual([]);
});

test("a command names what the question follows only where it says so", () => {
  expect(askCommand(question("1"))).toEqual({ type: "ask", ...question("1") });
  expect(askCommand({ ...question("1"), parentId: null })).toMatchObject({ parentId: null });
});
