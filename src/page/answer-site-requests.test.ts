import { expect, test, vi } from "vitest";
import { createPortPair } from "../port/fake-port.test-tools.ts";
import { answerSiteRequests } from "./answer-site-requests.ts";

/** Asks a tab that shows this origin, and gives the address that was fetched there, if any was. */
async function fetched(origin: string, url: string): Promise<string | undefined> {
  const { view, background } = createPortPair({ immediate: true });
  const answers: unknown[] = [];
  background.onMessage.addListener((message) => answers.push(message));
  const fetchInPage = vi.fn<typeof fetch>(async () => new Response("Hi"));
  answerSiteRequests(view, fetchInPage, origin);
  background.postMessage({ url, method: "GET", body: null, cache: "default", redirect: "follow" });
  await vi.waitFor(() => expect(answers.at(-1)).toMatchObject({ type: expect.stringMatching(/^(?:end|failed)$/) }));
  const [call] = fetchInPage.mock.calls;
  return call && String(call[0]);
}

test.each([
  ["https://chat.example", "https://chat.example/chat?x=1", "https://chat.example/chat?x=1"],
  ["https://www.chat.example", "https://chat.example/chat?x=1", "https://www.chat.example/chat?x=1"],
  ["https://chat.example", "https://www.chat.example/", "https://chat.example/"],
  ["https://chat.example", "https://other.example/", undefined],
  ["http://chat.example", "https://chat.example/", undefined],
  ["https://m.chat.example", "https://chat.example/", undefined],
])("in a tab of %s, %s is asked as %s", async (origin, url, address) => {
  expect(await fetched(origin, url)).toBe(address);
});
