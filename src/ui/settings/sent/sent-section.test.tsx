// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEFAULT_BACKEND } from "../../../backends/backend.ts";
import { createSentLog, type SentLog } from "../../../backends/sent/sent-log.ts";
import type { SentSummary } from "../../../backends/sent/sent-record.ts";
import { createTestArea, createTestLock, type TestArea } from "../../../entries/test-area.test-tools.ts";
import { createUndo } from "../../notices/undo.tsx";
import { doing } from "../settings-page.test-tools.ts";
import { SentSection } from "./sent-section.tsx";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => (key === "languageCode" ? "en" : [key, ...values].join(" ")),
}));

const sent = signal<readonly SentSummary[] | undefined>([]);
const readAgain = vi.fn();
const undo = createUndo();
let area: TestArea;
let log: SentLog;

beforeEach(async () => {
  area = createTestArea();
  log = createSentLog(area, createTestLock(), Date.now);
  log.watch(() => void log.list().then((all) => (sent.value = all)), new AbortController().signal);
  sent.value = [];
  const backends = [DEFAULT_BACKEND];
  await act(() =>
    render(<SentSection sent={sent} backends={backends} log={log} undo={undo} readAgain={readAgain} />, document.body),
  );
});
afterEach(() => act(() => render(null, document.body)));

const items = () => Array.from(document.querySelectorAll("li"), ({ textContent }) => textContent);
const press = (name: string) =>
  doing(() =>
    Array.from(document.querySelectorAll("button"))
      .find(({ textContent }) => textContent === name)
      ?.click(),
  );

test("says what went where, also to one that is gone", async () => {
  expect(document.body.textContent).toContain("sentNothing");
  await doing(() => log.add({ backendId: "chatgptt", name: "before", holdsPageText: true }));
  await doing(() => log.add({ backendId: "chatgptt", name: "before", holdsPageText: false }));
  await doing(() => log.add({ backendId: "gone", name: "Attic", holdsPageText: false }));
  expect(items().toSorted()).toEqual([
    expect.stringContaining("AtticsentQuestions_one 1 · sentWithoutPage · sentLast "),
    expect.stringContaining("chatgptt.mereachPublic · sentQuestions_other 2 · sentWithPage_one 1 · sentLast "),
  ]);
});

test("forgets, takes that back, and says where it cannot", async () => {
  await doing(() => log.add({ backendId: "desk", name: "Desk", holdsPageText: false }));
  await press("forget");
  expect([items(), undo.offer.value?.text]).toEqual([[], "sentForgotten Desk"]);
  await doing(() => undo.undoLast());
  expect(items()).toHaveLength(1);
  area.refusing = true;
  await press("forget");
  expect(items()).toHaveLength(1);
  expect(document.querySelector("[role=alert]")?.textContent).toContain("notSaved");
});

test("offers to read it once more where that failed", async () => {
  await act(() => void (sent.value = undefined));
  await press("tryAgain");
  expect(readAgain).toHaveBeenCalledOnce();
});
