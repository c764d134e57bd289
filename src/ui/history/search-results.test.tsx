// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { sampleConversation } from "../../conversations/samples.test-tools.ts";
import type { SearchResult } from "../client/search.ts";
import { SearchResults } from "./search-results.tsx";

vi.mock("../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

afterEach(() => {
  render(null, document.body);
});

function shownText(more: boolean): string | null {
  const hit = {
    conversation: sampleConversation({ title: "Bees" }),
    messageId: null,
    snippet: { before: "", match: "", after: "" },
  };
  const result: SearchResult = { type: "found", query: "bees", hits: [hit], more };
  act(() => render(<SearchResults result={result} query="bees" show={() => undefined} />, document.body));
  return document.body.textContent;
}

it("says where more was found than is shown", () => {
  expect(shownText(true)).toBe("BeesmoreFound");
  expect(shownText(false)).toBe("Bees");
});
