import { beforeEach, expect, test, vi } from "vitest";
import { type Asking, askCommand, createAsking, type Question } from "./asking.ts";

const send = vi.fn<(question: Question) => void>();
let agreed: boolean;
let asking: Asking;

beforeEach(() => {
  send.mockReset();
  agreed = true;
  asking = createAsking(() => agreed, send);
});

const question = (questionId: string): Question => ({
  conversationId: "c",
  questionId,
  text: `Question ${questionId}`,
});
const unconfirmed = () => asking.unconfirmed.value.map(({ questionId }) => questionId);

test("questions are sent at once, and remembered in order until the background has them", () => {
  expect([asking.ask(question("1")), asking.ask(question("2"))]).toEqual([true, true]);
  expect(send.mock.calls.map(([{ questionId }]) => questionId)).toEqual(["1", "2"]);
  expect(unconfirmed()).toEqual(["1", "2"]);
  asking.confirm(({ questionId }) => questionId === "1");
  expect(unconfirmed()).toEqual(["2"]);
  asking.confirm(() => true);
  expect(unconfirmed()).toEqual([]);
});

test("one that is refused is given back and forgotten, the others stay", () => {
  for (const id of ["1", "2"]) asking.ask(question(id));
  expect(asking.refused("1", false)).toEqual(question("1"));
  expect(unconfirmed()).toEqual(["2"]);
  expect(asking.refused("1", false)).toBeUndefined();
  expect(asking.refused("other", true)).toBeUndefined();
  expect(asking.held.value).toEqual([]);
});

test("before the agreement questions are held, and given once afterwards, in order", () => {
  agreed = false;
  expect([asking.ask(question("1")), asking.ask(question("2"))]).toEqual([false, false]);
  expect(send).not.toHaveBeenCalled();
  expect(asking.held.value).toEqual([question("1"), question("2")]);
  expect(asking.release()).toEqual([question("1"), question("2")]);
  expect(asking.release()).toEqual([]);
  expect(unconfirmed()).toEqual([]);
});

test("one that the background refuses for the lack of it is held, behind those that are", () => {
  asking.ask(question("1"));
  agreed = false;
  asking.ask(question("2"));
  asking.refused("1", true);
  expect(asking.held.value.map(({ questionId }) => questionId)).toEqual(["2", "1"]);
  expect(unconfirmed()).toEqual([]);
});

test("one that was refused and is sent again is shown until its message has come, also after a break", () => {
  asking.ask(question("1"));
  asking.refused("1", true);
  asking.delivered("1");
  for (const held of asking.release()) asking.ask(held);
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
