// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Change } from "../../conversations/change.ts";
import type { Message } from "../../conversations/conversation.ts";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Chat } from "../client/chat.ts";
import { createTestChat } from "../client/chat.test-tools.ts";
import { createModelPicker } from "../models/picker.ts";
import { Thread } from "./thread.tsx";
import type { MessageActions } from "./message-actions.ts";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));
vi.mock("./markdown/markdown.tsx", () => ({
  MarkdownText: ({ text }: { text: string }) => <p>{text}</p>,
}));
vi.mock("./markdown/markdown-code.ts", () => ({
  markdownCode: { module: { value: undefined }, loadWhenIdle: () => undefined },
}));

let chat: Chat;
let idle: (() => void)[];

beforeEach(() => {
  idle = [];
  vi.stubGlobal("CSS", { supports: () => true });
  vi.stubGlobal("requestIdleCallback", (callback: () => void) => idle.push(callback));
  vi.stubGlobal("cancelIdleCallback", () => (idle = []));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  chat = createTestChat({ send: () => undefined, hasAgreed: () => true, close: () => undefined });
  chat.show("c");
});
afterEach(() => {
  act(() => render(null, document.body));
  vi.unstubAllGlobals();
});

function draw(): void {
  const choosing = { hasChoice: () => true, picker: createModelPicker() };
  const actions = { ...choosing, edited: chat.edited.of, backendOf: () => undefined } as unknown as MessageActions;
  act(() =>
    render(
      <Thread chat={chat} actions={actions}>
        {null}
      </Thread>,
      document.body,
    ),
  );
}

function snapshot(messages: readonly Message[]): void {
  const conversation = sampleConversation({ leafId: messages.at(-1)?.id ?? null });
  act(() => chat.receive({ type: "snapshot", sequence: 0, conversation, messages: [...messages], draft: "" }));
}

function change(...changes: Change[]): void {
  act(() => chat.receive({ type: "changes", conversationId: "c", sequence: 1, changes }));
}

const question = sampleMessage({ id: "q", text: "Why?" });
const answer = (state: Message["state"], id = "a"): Message =>
  sampleMessage({
    id,
    parentId: "q",
    role: "assistant",
    state,
    ...(state === "failed" && { error: { kind: "site-error" } }),
  });
const alerts = () => document.querySelectorAll('[role="alert"]').length;
const failures = () => document.querySelectorAll(".error").length;

it("tells of no failure that was there when the conversation was opened", () => {
  draw();
  snapshot([question, answer("failed")]);
  expect([failures(), alerts()]).toEqual([1, 0]);
  // After a break, the same comes once more.
  snapshot([question, answer("failed")]);
  expect(alerts()).toBe(0);
});

it("tells of a failure that happens, once", () => {
  draw();
  snapshot([question, answer("streaming")]);
  change({ type: "message", message: answer("failed") });
  expect([failures(), alerts()]).toEqual([1, 1]);
  render(null, document.body);
  draw();
  expect([failures(), alerts()]).toEqual([1, 0]);
});

it("tells of a failure that happened during a break, or before the first word of the conversation came", () => {
  draw();
  snapshot([question, answer("streaming")]);
  snapshot([question, answer("failed")]);
  expect(alerts()).toBe(1);
  act(() => chat.newChat(false));
  act(() => chat.ask("How?"));
  const id = chat.conversationId.value;
  const asked = sampleMessage({ id: chat.unconfirmed.value[0]?.questionId ?? "", conversationId: id, text: "How?" });
  const failed = { ...answer("failed"), conversationId: id, parentId: asked.id };
  const conversation = sampleConversation({ id, leafId: failed.id });
  act(() => chat.receive({ type: "snapshot", sequence: 0, conversation, messages: [asked, failed], draft: "" }));
  expect(alerts()).toBe(1);
});

it("has one live region, however many messages there are", () => {
  draw();
  const messages = Array.from({ length: 6 }, (_, index) =>
    sampleMessage({
      id: `${index}`,
      parentId: index === 0 ? null : `${index - 1}`,
      role: index % 2 === 0 ? "user" : "assistant",
      text: "words",
    }),
  );
  snapshot(messages);
  expect(document.querySelectorAll("article")).toHaveLength(6);
  expect(document.querySelectorAll('[aria-live="polite"], [role="status"], [role="alert"]')).toHaveLength(1);
});

it("draws the end of a long conversation at once, and whenever there is time the rest, in its order", () => {
  draw();
  const ids = Array.from({ length: 105 }, (_, index) => `${index}`);
  snapshot(ids.map((id, index) => sampleMessage({ id, parentId: index === 0 ? null : `${index - 1}`, text: id })));
  const shown = () => [...document.querySelectorAll(".question-text")].map(({ textContent }) => textContent);
  expect(shown()).toEqual(ids.slice(-20));
  for (const length of [60, 100, 105]) {
    const callbacks = idle;
    idle = [];
    act(() => {
      for (const callback of callbacks) callback();
    });
    expect(shown()).toEqual(ids.slice(-length));
  }
  // What comes then is there at once, and nothing goes away.
  change(
    { type: "message", message: sampleMessage({ id: "new", parentId: "104", text: "new" }) },
    { type: "conversation", conversation: sampleConversation({ leafId: "new" }) },
  );
  expect(shown()).toEqual([...ids, "new"]);
});

it("shows a long question folded, and whole when asked", () => {
  draw();
  snapshot([sampleMessage({ id: "long", text: "a line\n".repeat(30) })]);
  const button = () =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent?.startsWith("show"));
  expect(document.querySelector(".question-text")?.className).toContain("folded");
  expect(button()?.getAttribute("aria-expanded")).toBe("false");
  act(() => button()?.click());
  expect(document.querySelector(".question-text")?.className).not.toContain("folded");
  expect(button()?.getAttribute("aria-expanded")).toBe("true");
});

it.each([
  ["cut", "answerCut", ["goOn", "tryAgain"]],
  ["length", "answerTooLong", ["goOn", "tryAgain"]],
  ["refused", "answerRefused", ["tryAgain"]],
] as const)("an answer that was %s says so, and offers what can help", (incomplete, note, buttons) => {
  draw();
  snapshot([question, { ...answer("done"), text: "Because", incomplete }]);
  expect(document.querySelector(".answer .note")?.textContent).toBe(note);
  const row = document.querySelectorAll<HTMLElement>(".answer .button-row .button");
  expect(Array.from(row, ({ textContent }) => textContent)).toEqual(buttons);
});

it("says that the model is being loaded, until something of the answer comes", () => {
  const waited = sampleMessage({ id: "a", role: "assistant", state: "sending", text: "" });
  snapshot([sampleMessage({ id: "q" }), { ...waited, parentId: "q" }]);
  draw();
  const waiting = () => document.querySelector(".waiting [role=status]")?.textContent;
  change({ type: "fields", messageId: "a", set: { loading: true }, unset: [] });
  expect(waiting()).toBe("modelLoading");
  change({ type: "reasoning", messageId: "a", text: "Hm" });
  expect(waiting()).not.toBe("modelLoading");
});

it("shows in place of the waiting that the model thinks", () => {
  const waited = sampleMessage({ id: "a", role: "assistant", state: "sending", text: "" });
  snapshot([sampleMessage({ id: "q" }), { ...waited, parentId: "q" }]);
  draw();
  const summary = () => document.querySelector("details.reasoning summary")?.textContent;
  const isWaiting = () => document.querySelector(".waiting") !== null;
  expect([summary(), isWaiting()]).toEqual([undefined, true]);
  change({ type: "reasoning", messageId: "a", text: " \n" });
  expect([summary(), isWaiting()]).toEqual([undefined, true]);
  change({ type: "reasoning", messageId: "a", text: "Hm" });
  expect([summary(), isWaiting()]).toEqual(["thinking", false]);
  change({ type: "text", messageId: "a", text: "So." });
  expect([summary(), isWaiting()]).toEqual(["thought", false]);
  expect(document.querySelector(".answer")?.textContent).not.toContain("Hm");
});
