import { expect, test } from "vitest";
import type { Message, TrailEntry } from "../../conversations/conversation.ts";
import { sampleMessage } from "../../conversations/samples.test-tools.ts";
import { ChatError, type ChatErrorKind } from "../../providers/chat-error.ts";
import type { ReplyPart } from "../../providers/provider.ts";
import type { ReadyBackend } from "../backend.ts";
import { type AnswerPart, askInOrder, type Candidate, movesOn } from "./ask-in-order.ts";

const PLANNED = sampleMessage({ id: "answer", role: "assistant", state: "sending", backend: { id: "a", name: "A" } });
const STOP: ReplyPart = { type: "finish", reason: "stop" };
const text = (said: string): ReplyPart => ({ type: "text", text: said });
const thinks: ReplyPart = { type: "reasoning", text: "hm" };
const down = new ChatError("not-answering", { status: 504, retryAfterMs: 9 });

let asked: string[];

/** A backend that says these parts, and fails where it says an error. */
function candidate(id: string, ...says: (ReplyPart | ChatError)[]): Candidate & { backend: ReadyBackend } {
  async function* chat() {
    asked.push(id);
    for (const said of says) {
      if (said instanceof ChatError) throw said;
      yield said;
    }
  }
  const backend = { id, name: id.toUpperCase(), agreed: true, atOnce: 1, chat };
  return { backend, reply: chat() };
}

interface Gathered {
  /** What came, in short. */
  parts: string[];
  error: unknown;
  /** The answer that began last. */
  answer: Message;
  /** How each one did that was asked. */
  outcomes: string[];
}

async function gather(
  candidates: readonly [Candidate, ...Candidate[]],
  { answer = PLANNED, signal = new AbortController().signal } = {},
): Promise<Gathered> {
  asked = [];
  const gathered: Gathered = { parts: [], error: undefined, answer, outcomes: [] };
  const outcome = ({ id }: ReadyBackend, error?: ChatError) =>
    void gathered.outcomes.push(`${id} ${error?.kind ?? "works"}`);
  try {
    for await (const part of askInOrder(answer, candidates, { signal, outcome })) {
      if (part.type === "moved-on") gathered.answer = part.answer;
      gathered.parts.push(inShort(part));
    }
  } catch (thrown) {
    gathered.error = thrown;
  }
  return gathered;
}

function inShort(part: AnswerPart): string {
  if (part.type === "text") return part.text;
  return part.type === "moved-on" ? `to ${part.answer.backend?.id}` : part.type;
}

test("an error and an empty answer move on to the next, and the trail keeps both", async () => {
  const { parts, error, answer, outcomes } = await gather([
    candidate("a", down),
    candidate("b", thinks, { type: "usage", outputTokens: 3 }, STOP),
    candidate("c", text(" "), text("Hi"), STOP),
    candidate("d", text("never")),
  ]);
  expect(parts).toEqual(["to b", "reasoning", "usage", "to c", " ", "Hi", "finish"]);
  expect(error).toBeUndefined();
  expect(asked).toEqual(["a", "b", "c"]);
  expect(answer).toEqual({
    ...PLANNED,
    backend: { id: "c", name: "C" },
    trail: [
      { backend: { id: "a", name: "A" }, error: { kind: "not-answering", status: 504 } },
      { backend: { id: "b", name: "B" }, error: { kind: "empty-answer" } },
    ],
  });
  expect(outcomes).toEqual(["a not-answering", "b empty-answer", "c works"]);
});

test("a backend that ends without an end has not answered", async () => {
  const { parts, answer } = await gather([candidate("a", thinks), candidate("b", text("Hi"), STOP)]);
  expect(parts).toEqual(["reasoning", "to b", "Hi", "finish"]);
  expect(answer.trail).toEqual([{ backend: { id: "a", name: "A" }, error: { kind: "cut" } }]);
});

test("after shown text nobody else is asked", async () => {
  const { parts, error, outcomes } = await gather([candidate("a", text("Ha"), down), candidate("b", text("Hi"))]);
  expect(parts).toEqual(["Ha"]);
  expect(error).toBe(down);
  expect(asked).toEqual(["a"]);
  expect(outcomes).toEqual(["a not-answering"]);
});

test("where all have failed, the answer is the first one's again, with its error, and the trail holds all", async () => {
  const { parts, error, answer } = await gather([candidate("a", down), candidate("b", new ChatError("network"))]);
  expect(parts).toEqual(["to b", "to a"]);
  expect(error).toBe(down);
  expect(answer).toMatchObject({ backend: { id: "a" }, trail: [{ backend: { id: "a" } }, { backend: { id: "b" } }] });
});

test("one that is alone fails as before, without a trail", async () => {
  const { parts, error, answer, outcomes } = await gather([candidate("a", down)]);
  expect([parts, error, answer]).toEqual([[], down, PLANNED]);
  expect(outcomes).toEqual(["a not-answering"]);
});

const FINAL: ChatErrorKind[] = ["too-long", "refused", "bad-request", "no-backend", "not-allowed"];
test.each(FINAL)("what would be declined again is not asked elsewhere: %s", async (kind) => {
  const error = new ChatError(kind);
  expect(movesOn(error)).toBe(false);
  const first = await gather([candidate("a", error), candidate("b", text("Hi"), STOP)]);
  expect([asked, first.error]).toEqual([["a"], error]);
  const second = await gather([candidate("a", down), candidate("b", error), candidate("c", text("Hi"), STOP)]);
  expect([asked, second.error]).toEqual([["a", "b"], down]);
  expect(second.answer.trail?.map((entry) => entry.error.kind)).toEqual(["not-answering", kind]);
});

test("Stop ends the chain, whatever the backend throws then", async () => {
  const controller = new AbortController();
  const stops = candidate("b");
  async function* stopped() {
    asked.push("b");
    yield* [];
    controller.abort();
    throw new Error("connection closed");
  }
  const { parts, error, outcomes } = await gather(
    [candidate("a", down), { ...stops, reply: stopped() }, candidate("c", text("never"), STOP)],
    { signal: controller.signal },
  );
  expect(parts).toEqual(["to b"]);
  expect(error).toMatchObject({ kind: "aborted" });
  expect(asked).toEqual(["a", "b"]);
  expect(outcomes).toEqual(["a not-answering"]);
});

const CUT: ReplyPart = { type: "finish", reason: "cut" };
test.each<[string, string[], (ReplyPart | ChatError)[]]>([
  ["breaks off", ["a cut"], [text("Ha"), CUT]],
  ["says nothing, as it may if it is alone", [], [STOP]],
  ["is declined after some text", ["a works"], [text("Ha"), { type: "finish", reason: "refused" }]],
  ["ends without an end", ["a cut"], [text("Ha")]],
])("how one has done that %s", async (_, outcomes, says) => {
  expect((await gather([candidate("a", ...says)])).outcomes).toEqual(outcomes);
});

test("one that is stopped while it writes works, and one that has said nothing yet tells nothing", async () => {
  for (const [outcomes, part] of [
    [["a works"], text("Ha")],
    [[], thinks],
  ] as const) {
    const controller = new AbortController();
    const { signal } = controller;
    const told: string[] = [];
    const outcome = ({ id }: ReadyBackend, error?: ChatError) => void told.push(`${id} ${error?.kind ?? "works"}`);
    const parts = askInOrder(PLANNED, [candidate("a", part, STOP)], { signal, outcome });
    await parts.next();
    controller.abort();
    await parts.return();
    expect(told).toEqual(outcomes);
  }
});

test("those that are passed over are in the trail of who is asked in their place, until they are asked after all", async () => {
  const entry = (id: string): TrailEntry => ({ backend: { id, name: id }, error: { kind: "network" }, notAsked: 3 });
  const chain = (last: Candidate): [Candidate, ...Candidate[]] => {
    const [b, d] = [candidate("b", down), candidate("d", down)];
    return [
      { ...b, backend: { ...b.backend, insteadOf: [entry("a")] } },
      { ...d, backend: { ...d.backend, insteadOf: [entry("a"), entry("c")] } },
      last,
      candidate("c", text("Hi"), STOP),
    ];
  };
  const trail = ({ answer }: Gathered) =>
    answer.trail?.map(({ backend, notAsked }) => `${backend.id}${notAsked === undefined ? "" : " not"}`);
  expect(trail(await gather(chain(candidate("a", text("Hi"), STOP))))).toEqual(["b", "c not", "d"]);
  expect(trail(await gather(chain(candidate("a", down))))).toEqual(["b", "d", "a"]);
  const declined = chain(candidate("a", new ChatError("refused")));
  expect(trail(await gather(declined))).toEqual(["b", "c not", "d", "a"]);
});
