import { openAiCompatibleRecordings } from "../fixtures/backends/openai-compatible.ts";
import { replay } from "../../src/providers/recordings.test-tools.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { privateAddress } from "./private-address.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test as base } from "./test.ts";
import { viewPage } from "./view-page.ts";

const ANSWER = openAiCompatibleRecordings.find(({ expected: { text, finish } }) => text && finish === "stop");

const test = base.extend<{ server: LocalServer }>({
  server: async ({}, use) => {
    if (ANSWER === undefined) throw new Error("There is no answer to replay");
    const server = await startLocalServer(({ path }) => replay(ANSWER)(path));
    await use(server);
    await server.close();
  },
});

/** Asks a server at a host that the extension has no access to yet, and gives it on the way. */
async function askAt(host: string, extension: ExtensionBrowser, server: LocalServer): Promise<void> {
  const config = { baseUrl: `http://${host}:${server.port}/v1` };
  await seedBackends(extension, { backends: [{ type: "openai-compatible", model: "m", config }] });
  await extension.allowAccess(`http://${host}/*`);
  const panel = viewPage(await extension.openPanel());
  await panel.ask("Hi");
  await expect(await panel.answer("failed")).toContainText("The browser does not let Sidenote reach");
  expect(server.received).toEqual([]);

  await panel.page.getByRole("button", { name: /^Allow access to/ }).click();
  await expect(await panel.answer("done")).toContainText(ANSWER?.expected.text ?? "");
  // The browser asks nothing first, and says nothing of where the question comes from.
  expect(server.received.map(({ method }) => method)).toEqual(["POST"]);
  expect(server.received[0]?.headers).not.toHaveProperty("origin");
}

for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
  test(`a server on this computer is asked at ${host}`, ({ extension, server }) => askAt(host, extension, server));
}

test("a server in a private network is asked", async ({ extension, server }, { parallelIndex, skip }) => {
  const address = await privateAddress(parallelIndex);
  if (address === undefined)
    return skip(true, "This machine is in no private network, and may not be given an address.");
  await askAt(address.host, extension, server).finally(address.release);
});
