import { log } from "../../scripts/run.mjs";
import { fetchLlamaServer } from "../support/llama-server/fetch-llama-server.ts";
import {
  type LlamaServer,
  type LlamaServerOptions,
  startLlamaServer,
} from "../support/llama-server/start-llama-server.ts";
import { test as base } from "./test.ts";

/** The model's name. */
export const MODEL = "tiny";
/** How much question and answer may take together, in tokens: a letter of a question is one. */
export const CONTEXT_TOKENS = 4096;

/** One slot, so that a question that goes on would hold up the next one; slow enough to look at an answer while it comes. */
const USUAL: LlamaServerOptions = {
  layers: 10,
  programArguments: ["--alias", MODEL, "--ctx-size", `${CONTEXT_TOKENS}`, "--parallel", "1", "--slots"],
};

interface Fixtures {
  /** A real server that is there for all tests of a file. */
  llama: LlamaServer;
  /** Starts one of the test's own. */
  startLlama(options?: LlamaServerOptions): Promise<LlamaServer>;
}

interface WorkerFixtures {
  /** Where the server is unpacked, and a usual one. A sentence: why there is none. */
  llamaKept: { root: string; usual(): Promise<LlamaServer> } | { missing: string };
}

/** Tests that ask a real llama.cpp server. Where it cannot be had they fail in CI, and are skipped elsewhere. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  llamaKept: [
    async ({}, use) => {
      let usual: Promise<LlamaServer> | undefined;
      const root = await fetchLlamaServer().catch((error: unknown) => {
        if (process.env["CI"] !== undefined) throw error;
        const missing = error instanceof Error ? error.message : String(error);
        log(`No real server is asked: ${missing}`);
        return { missing };
      });
      if (typeof root !== "string") return use(root);
      await use({ root, usual: () => (usual ??= startLlamaServer(root, USUAL)) });
      await (await usual)?.stop();
    },
    { scope: "worker" },
  ],
  llama: async ({ llamaKept }, use, testInfo) => {
    if ("missing" in llamaKept) return testInfo.skip(true, llamaKept.missing);
    await use(await llamaKept.usual());
  },
  startLlama: async ({ llamaKept }, use, testInfo) => {
    if ("missing" in llamaKept) return testInfo.skip(true, llamaKept.missing);
    const servers: LlamaServer[] = [];
    await use(async (options = USUAL) => {
      const server = await startLlamaServer(llamaKept.root, options);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map(({ stop }) => stop()));
  },
});

/** How many questions the server works on now. */
export async function busySlots({ url }: LlamaServer): Promise<number> {
  const slots = (await (await fetch(`${url}/slots`)).json()) as readonly { is_processing: boolean }[];
  return slots.filter(({ is_processing }) => is_processing).length;
}
