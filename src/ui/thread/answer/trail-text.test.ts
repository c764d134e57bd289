import { expect, test, vi } from "vitest";
import type { Message, TrailEntry } from "../../../conversations/conversation.ts";
import { sampleMessage } from "../../../conversations/samples.test-tools.ts";
import { trailText } from "./trail-text.ts";

vi.mock("../../../i18n/translate.ts", async () => {
  const { default: texts } = await import("../../../../public/_locales/en/messages.json");
  return {
    translate: (key: keyof typeof texts, ...values: string[]) =>
      key === ("languageCode" as string)
        ? "en"
        : texts[key].message.replaceAll(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? ""),
  };
});

const down: TrailEntry = { backend: { id: "a", name: "chatgptt.me" }, error: { kind: "not-answering", status: 504 } };
const empty: TrailEntry = { backend: { id: "b", name: "Desk" }, error: { kind: "empty-answer" } };
const passed: TrailEntry = { ...down, notAsked: 3 };
const passedToo: TrailEntry = { ...empty, notAsked: 4 };
/** Stands between others in the order, and is told only as one of the reasons. */
const closed: TrailEntry = { backend: { id: "d", name: "Company" }, error: { kind: "never-pages" } };
const answer = (change: Partial<Message>) =>
  sampleMessage({ id: "m", role: "assistant", text: "Hi", backend: { id: "c", name: "Ollama" }, ...change });

test.each<[string | undefined, Partial<Message>]>([
  [undefined, {}],
  ["chatgptt.me does not answer; asking Ollama…", { trail: [down], state: "sending", text: "" }],
  ["chatgptt.me and Desk do not answer; asking Ollama…", { trail: [down, empty], state: "sending", text: "" }],
  ["chatgptt.me did not answer (504). Answered by Ollama.", { trail: [down], state: "streaming" }],
  [
    "chatgptt.me did not answer (504). Answered by Ollama, llama3.2.",
    { trail: [down], model: "llama3.2", asked: { model: "llama3" } },
  ],
  ["chatgptt.me did not answer (504). Answered by Ollama.", { trail: [down, closed] }],
  ["chatgptt.me does not answer; asking Ollama…", { trail: [down, closed], state: "sending", text: "" }],
  [
    "Then Desk was asked, and did not answer either.",
    { trail: [down, closed, empty], state: "failed", text: "", backend: down.backend },
  ],
  ["chatgptt.me was not asked: it has failed 3 times in a row (504). Answered by Ollama.", { trail: [passed, closed] }],
  ["Desk did not answer. Answered by Ollama, llama3.", { trail: [empty], asked: { model: "llama3" } }],
  ["chatgptt.me (504) and Desk did not answer. Answered by Ollama.", { trail: [down, empty] }],
  ["chatgptt.me did not answer (504). Answered by Ollama.", { trail: [down], state: "failed" }],
  ["chatgptt.me did not answer (504). Then Ollama was asked.", { trail: [down], state: "stopped", text: "" }],
  [
    "Then Desk was asked, and did not answer either.",
    { trail: [down, empty], state: "failed", text: "", backend: down.backend },
  ],
  [
    "chatgptt.me was not asked: it has failed 3 times in a row (504). Asking Ollama instead…",
    { trail: [passed], state: "sending", text: "" },
  ],
  [
    "chatgptt.me was not asked: it has failed 3 times in a row (504). Answered by Ollama, llama3.2.",
    { trail: [passed], model: "llama3.2" },
  ],
  ["Desk was not asked: it has failed 4 times in a row. Answered by Ollama.", { trail: [passedToo] }],
  [
    "chatgptt.me (504) and Desk were not asked: they have failed several times in a row. Answered by Ollama.",
    { trail: [passed, passedToo] },
  ],
  [
    "Desk was not asked: it has failed 4 times in a row. chatgptt.me did not answer (504). Answered by Ollama.",
    { trail: [down, passedToo] },
  ],
  [
    "chatgptt.me was not asked: it has failed 3 times in a row (504). Desk does not answer; asking Ollama…",
    { trail: [passed, empty], state: "sending", text: "" },
  ],
  [
    "chatgptt.me was not asked: it has failed 3 times in a row (504). Ollama was asked instead.",
    { trail: [passed], state: "failed", text: "" },
  ],
  [
    "chatgptt.me was not asked: it has failed 3 times in a row (504). Then Desk was asked, and did not answer either.",
    { trail: [passed, { ...down, backend: { id: "c", name: "Ollama" } }, empty], state: "failed", text: "" },
  ],
])("%s", (text, change) => expect(trailText(answer(change))).toBe(text));
