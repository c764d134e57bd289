import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { type TinyModelOptions, writeTinyModel } from "./tiny-model.ts";

/** Of Debian on x64. */
const LIBRARIES = "usr/lib/x86_64-linux-gnu";

export interface LlamaServerOptions extends TinyModelOptions {
  /** What the server is started with beside, such as `--api-key`. */
  programArguments?: readonly string[];
  /** Whether to wait until the model is loaded. Default: true. */
  untilLoaded?: boolean;
}

/** A running server. */
export interface LlamaServer {
  /** Without a path. */
  readonly url: string;
  /** Ends it. */
  stop(): Promise<void>;
}

/**
 * Starts the server that `fetchLlamaServer` has unpacked, with the tiny model, on a free port of 127.0.0.1.
 * @param root what `fetchLlamaServer` gave
 * @throws with all that the server wrote, if it ends before it listens
 */
export async function startLlamaServer(root: string, options: LlamaServerOptions = {}): Promise<LlamaServer> {
  const { programArguments = [], untilLoaded = true } = options;
  const libraries = join(root, LIBRARIES);
  // It brings a newer libc than the machine's, whose own loader has to start it.
  const program = join(libraries, "ld-linux-x86-64.so.2");
  const loading = ["--library-path", `${libraries}:${join(libraries, "llama")}`, join(root, "usr/bin/llama-server")];
  // Which port it has chosen itself, it says only when it has loaded the model.
  const port = untilLoaded ? 0 : await findFreePort();
  const always = ["--model", await modelFile(root, options), "--host", "127.0.0.1", "--port", `${port}`];
  const cheap = ["--offline", "--threads", "1", "--no-warmup", "--no-ui"];
  const child = spawn(program, [...loading, ...always, ...cheap, ...programArguments], {
    stdio: ["ignore", "pipe", "pipe"],
    // By name, because it would look for all of them in the machine's own folders.
    env: { HOME: root, GGML_BACKEND_PATH: join(libraries, "ggml/backends0/libggml-cpu-x64.so") },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  // A signal that it could handle is lost while it begins to listen. There is nothing that it would have to save.
  const kill = () => child.kill("SIGKILL");
  const stop = () => (kill(), ended);
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));

  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: string) => {
      said += text;
      const loaded = /listening on (http:\S+)/.exec(said);
      if (loaded?.[1] !== undefined) resolve(loaded[1]);
      else if (!untilLoaded && /loading model/.test(said)) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`llama-server has ended:\n${said}`)));
  });
  return { url, stop };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function modelFile(root: string, { layers = 1, contextLength = 4096 }: TinyModelOptions): Promise<string> {
  const folder = join(root, "models");
  const file = join(folder, `tiny-${layers}-${contextLength}.gguf`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  // Several test files may do this at once.
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, writeTinyModel({ layers, contextLength }));
  await rename(unfinished, file);
  return file;
}
