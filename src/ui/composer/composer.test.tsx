// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import type { Chat } from "../client/chat.ts";
import { createTestChat, snapshotOf } from "../client/chat.test-tools.ts";
import { Composer } from "./composer.tsx";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

let chat: Chat;
let sent: Command[];

function View() {
  return (
    <>
      <input type="search" />
      <button type="button">elsewhere</button>
      <Composer chat={chat} box={box} onHeld={() => undefined} />
    </>
  );
}
const box = { current: null as HTMLTextAreaElement | null };
const element = (selector: string) => document.querySelector<HTMLElement>(selector) ?? expect.fail(selector);
const focused = () => document.activeElement?.tagName.toLowerCase();

/** Types as the browser does where a program asks it to: what is selected gives way. */
function execCommand(_name: string, _ui: boolean, text: string): boolean {
  const area = document.activeElement as HTMLTextAreaElement;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return true;
}
const typed = vi.fn(execCommand);

beforeEach(() => {
  sent = [];
  chat = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => true, close: () => undefined });
  vi.stubGlobal("CSS", { supports: () => true });
  typed.mockClear();
  document.execCommand = typed as typeof document.execCommand;
  act(() => render(<View />, document.body));
  act(() => chat.show("a"));
  act(() => chat.receive(snapshotOf("a", "")));
});
afterEach(() => {
  act(() => render(null, document.body));
  vi.unstubAllGlobals();
});

const deletedElsewhere = () =>
  act(() =>
    chat.receive({
      type: "changes",
      conversationId: "a",
      sequence: 1,
      changes: [{ type: "conversation", conversation: sampleConversation({ id: "a", deletedAt: 1 }) }],
    }),
  );

it.each(["input", "button"])("leaves the focus in the %s where the conversation is deleted in another view", (tag) => {
  chat.draft.text.value = "typed before";
  element(tag).focus();
  deletedElsewhere();
  expect(chat.conversationId.value).not.toBe("a");
  expect(focused()).toBe(tag);
});

it.each(["input", "button"])("leaves the focus in the %s where a text comes that was kept", (tag) => {
  element(tag).focus();
  act(() => chat.receive({ type: "refused", questionId: "x", reason: "gone" }));
  act(() => chat.draft.add("comes from elsewhere"));
  expect(focused()).toBe(tag);
});

it("takes the focus where nobody has it", () => {
  element("textarea").blur();
  deletedElsewhere();
  expect(focused()).toBe("textarea");
});

it("is led to by what the person does here", () => {
  for (const act1 of [() => chat.show("b"), () => chat.newChat(false), () => chat.newChat(true)]) {
    element("button").focus();
    act(act1);
    expect(focused()).toBe("textarea");
  }
});

it("types what a program puts in, below or above what is there, so that it can be undone", () => {
  act(() => chat.draft.add("one"));
  expect(typed.mock.lastCall).toEqual(["insertText", false, "one"]);
  act(() => chat.draft.add("two"));
  expect(typed.mock.lastCall).toEqual(["insertText", false, "\n\ntwo"]);
  expect(box.current?.value).toBe("one\n\ntwo");
  box.current?.setSelectionRange(2, 2);
  act(() => {
    chat.draft.text.value = "above\n\none\n\ntwo";
  });
  expect(typed.mock.lastCall).toEqual(["insertText", false, "above\n\n"]);
  expect(box.current?.selectionEnd).toBe(9);
  expect(chat.draft.text.value).toBe("above\n\none\n\ntwo");
});

it("types nothing of one conversation over that of another, nor over another text box", () => {
  act(() => chat.draft.add("one"));
  act(() => chat.show("b"));
  act(() => chat.receive(snapshotOf("b", "")));
  expect(box.current?.value).toBe("");
  typed.mockClear();
  element("input").focus();
  act(() => chat.draft.add("two"));
  expect(box.current?.value).toBe("two");
  expect(typed).not.toHaveBeenCalled();
});

it("is not disturbed by line ends of another system", () => {
  act(() => chat.draft.add("one\r\ntwo"));
  expect(box.current?.value).toBe("one\ntwo");
});

it("takes a question back once, and puts a failed one in once, however often one clicks", () => {
  const queue = [{ id: "q", text: "waiting" }];
  const messages = [
    sampleMessage({ id: "1", conversationId: "a", text: "the question" }),
    sampleMessage({ id: "2", conversationId: "a", parentId: "1", role: "assistant", state: "failed", text: "" }),
  ];
  const conversation = sampleConversation({ id: "a", leafId: "2", queue });
  act(() => chat.receive({ type: "snapshot", sequence: 2, conversation, messages, draft: "" }));
  for (let click = 0; click < 2; click += 1) act(() => chat.takeBack({ id: "q", text: "waiting" }));
  expect(box.current?.value).toBe("waiting");
  expect(sent.filter(({ type }) => type === "edit")).toHaveLength(1);
  element("button").focus();
  for (let click = 0; click < 2; click += 1) act(() => chat.changeQuestion("2"));
  expect(box.current?.value).toBe("waiting\n\nthe question");
  expect(focused()).toBe("textarea");
});

it("asks an answer again under one id until that is known, so that a double click asks once", () => {
  const retried = () => sent.flatMap((command) => (command.type === "retry" ? [command.answerId] : []));
  chat.retry("2");
  chat.retry("2");
  expect(new Set(retried()).size).toBe(1);
  const [answerId = ""] = retried();
  const message = sampleMessage({ id: answerId, conversationId: "a", role: "assistant", state: "failed" });
  act(() =>
    chat.receive({ type: "changes", conversationId: "a", sequence: 1, changes: [{ type: "message", message }] }),
  );
  chat.retry("2");
  expect(new Set(retried()).size).toBe(2);
});
