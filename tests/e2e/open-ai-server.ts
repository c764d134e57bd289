import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this computer that speaks OpenAI's format. */
export interface OpenAiServer {
  baseUrl: string;
  /** The paths that were asked for, in order. */
  paths: string[];
  /** The `Authorization` of questions, in order. */
  keys: (string | undefined)[];
  /** The bodies of questions, in order. */
  questions: { model?: string; messages: { role: string; content: string }[] }[];
  /** Sends more of the answer that is being written. */
  send(delta: { content?: string; reasoning_content?: string }): void;
  /** Ends the answer that is being written. */
  finish(): void;
  close(): Promise<unknown>;
}

/** Starts the server. It has these models, and answers at once unless `held`. */
export async function startOpenAiServer(models: readonly string[], held = false): Promise<OpenAiServer> {
  const paths: string[] = [];
  const keys: OpenAiServer["keys"] = [];
  const questions: OpenAiServer["questions"] = [];
  let write: (data: string) => void = () => undefined;
  let end = (): void => undefined;
  const chunk = (choice: object, more: object = {}) =>
    `data: ${JSON.stringify({ model: questions.at(-1)?.model ?? "m", choices: [{ index: 0, ...choice }], ...more })}\n\n`;

  function send(delta: object): void {
    write(chunk({ delta }));
  }
  function finish(): void {
    const usage = { prompt_tokens: 12, completion_tokens: 34 };
    write(`${chunk({ delta: {}, finish_reason: "stop" }, { usage })}data: [DONE]\n\n`);
    end();
  }

  const server = createServer((request, response) => {
    let body = "";
    paths.push(request.url ?? "");
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      if (request.method !== "POST") {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ data: models.map((id) => ({ id })) }));
        return;
      }
      keys.push(request.headers.authorization);
      questions.push(JSON.parse(body) as OpenAiServer["questions"][number]);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      write = (data) => void response.write(data);
      end = () => void response.end();
      if (held) return;
      send({ content: "An answer from the desk." });
      finish();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    paths,
    keys,
    questions,
    send,
    finish,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
