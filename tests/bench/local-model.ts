import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { splitIntoTokens } from "../practice-site/tokens.ts";
import { startLocalServer } from "../support/local-server.ts";

export interface LocalModel {
  /** The base of its addresses. */
  readonly baseUrl: string;
  /** When it has sent the whole answer of the next question; ms since 1970. */
  nextEnd(): Promise<number>;
  close(): Promise<void>;
}

/** Starts a server that says one answer in the format of llama.cpp, token by token as the practice site does. */
export async function startLocalModel(answer: string, tokensPerSecond: number): Promise<LocalModel> {
  const ends: ((at: number) => void)[] = [];
  const pieces = [
    chunk({ role: "assistant", content: null }),
    ...splitIntoTokens(answer).map((content) => chunk({ content })),
    chunk({}, "stop"),
    "data: [DONE]\n\n",
  ];

  async function* say(): AsyncGenerator<Uint8Array, void, void> {
    const encoder = new TextEncoder();
    const start = performance.now();
    for (const [index, piece] of pieces.entries()) {
      const early = start + (index * 1000) / tokensPerSecond - performance.now();
      if (early > 0) await wait(early);
      yield encoder.encode(piece);
    }
    for (const end of ends.splice(0)) end(performance.timeOrigin + performance.now());
  }

  const server = await startLocalServer(() => {
    const headers = { "content-type": "text/event-stream", "cache-control": "no-cache" };
    return new Response(Readable.toWeb(Readable.from(say())) as ReadableStream<Uint8Array>, { headers });
  }, "127.0.0.1");
  return {
    baseUrl: `http://127.0.0.1:${server.port}/v1`,
    nextEnd: () => new Promise((resolve) => void ends.push(resolve)),
    close: () => server.close(),
  };
}

function chunk(delta: object, finishReason: string | null = null): string {
  const data = {
    choices: [{ finish_reason: finishReason, index: 0, delta }],
    created: 1_795_916_382,
    id: "chatcmpl-dwuzojhWPhFu481CykKxVJPqzH7Roh8u",
    model: "tiny",
    system_fingerprint: "b11669-Debian",
    object: "chat.completion.chunk",
  };
  return `data: ${JSON.stringify(data)}\n\n`;
}
