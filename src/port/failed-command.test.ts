import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { type Chat, createChat } from "../ui/client/chat.ts";
import { createBackground, type TestBackground } from "./background.test-tools.ts";
import { type Connection, createConnection } from "./client.ts";
import { createPortPair, type PortPair } from "./fake-port.test-tools.ts";

let background: TestBackground;
let chat: Chat;
let pair: PortPair;
let page: AbortController;

beforeEach(async () => {
  vi.useFakeTimers();
  page = new AbortController();
  let ids = 0;
  const randomId = () => `id-${(ids += 1)}`;
  background = createBackground({ store: createStoreInMemory(), memory: createMemory() }, randomId);
  chat = createChat({
    send: (command) => connection.send(command),
    chosen: () => undefined,
    hasAgreed: () => true,
    randomId,
    newConversationId: (unique) => unique,
    close: () => undefined,
  });
  const connection: Connection = createConnection({
    connect() {
      pair = createPortPair({ immediate: true });
      background.server.connect(pair.background, Promise.resolve());
      return pair.view;
    },
    greet: (resumed) => [
      { type: "hello", surface: "panel", windowId: 1, private: false, resumed },
      ...chat.greet(resumed),
    ],
    receive: chat.receive,
    delivered: chat.delivered,
    failed: chat.failed,
    awaits: chat.awaits,
    report: (problem) => expect.unreachable(String(problem)),
    signal: page.signal,
  });
  await vi.advanceTimersByTimeAsync(100);
});
afterEach(() => {
  page.abort();
  vi.useRealTimers();
});

function breakSettings(): void {
  Object.defineProperty(background, "agreed", {
    get() {
      throw new Error("Settings cannot be read");
    },
  });
}

test("a question that the background fails to ask is back in the composer, with a word, and is not sent again", async () => {
  breakSettings();
  chat.draft.add("A long question that took me ten minutes");
  chat.askDraft();
  await vi.advanceTimersByTimeAsync(200);
  expect(chat.draft.text.value).toBe("A long question that took me ten minutes");
  expect(chat.unconfirmed.value).toEqual([]);
  expect(chat.problem.value).toBe("not-done");
  expect(background.problems).toEqual([new Error("Settings cannot be read")]);
  pair.sever();
  await vi.advanceTimersByTimeAsync(500);
  expect(background.problems).toHaveLength(1);
});

test("a question that follows others is back in the draft of its conversation, below what was typed since", async () => {
  chat.ask("Why?");
  await vi.advanceTimersByTimeAsync(100);
  background.replies[0]?.finish();
  await vi.advanceTimersByTimeAsync(100);
  breakSettings();
  chat.ask("And then?");
  chat.draft.add("Typed since");
  await vi.advanceTimersByTimeAsync(200);
  expect(chat.draft.text.value).toBe("Typed since\n\nAnd then?");
  expect(chat.shown.path.value).toHaveLength(2);
});

test("any other command that fails is told, too, and its text is not lost", async () => {
  vi.spyOn(background.intents, "leave").mockRejectedValue(new Error("full"));
  chat.draft.add("Half a sentence");
  chat.handOver();
  expect(chat.draft.text.value).toBe("");
  await vi.advanceTimersByTimeAsync(200);
  expect(chat.problem.value).toBe("not-done");
  expect(chat.draft.text.value).toBe("Half a sentence");
});
