import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ChatError } from "./chat-error.ts";
import type { Call, Provider, ReplyPart } from "./provider.ts";

/** What a server once sent, and what it means. */
export interface Recording {
  name: string;
  format: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** In one, or in the pieces in which it came; one that is no text by itself is in base64. */
  body?: string;
  pieces?: readonly (string | { base64: string })[];
  expected: {
    text?: string;
    reasoning?: string;
    model?: string;
    finish?: string;
    /** The server's own word for its end. */
    finishReason?: string;
    usage?: { input?: number; output?: number };
    models?: readonly string[];
    error?: { kind?: string; retryAfterMs?: number; detail?: string };
  };
}

/** Recordings of real servers lie beside the checkout, if at all: they are not ours to hand on. */
const RECORDINGS = join(process.env["SIDENOTE_SHARED"] ?? resolve("../shared"), "backends");

/** Reads the real recordings of a format. None, where the folder is not there. */
export function readRecordings(format: string): Recording[] {
  return ["recordings", "quoted"]
    .map((folder) => join(RECORDINGS, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .map((path) => JSON.parse(readFileSync(path, "utf8")) as Recording)
    .filter((recording) => recording.format === format);
}

/** Answers every request with what was recorded, in pieces of so many bytes. */
export function replay(
  { status, headers, body, pieces = [body ?? ""] }: Recording,
  pieceLength = Infinity,
): typeof fetch {
  const bytes = Buffer.concat(
    pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : Buffer.from(piece.base64, "base64"))),
  );
  return async () => {
    let at = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + pieceLength)));
        at += pieceLength;
      },
    });
    const { "content-type": type = "", "retry-after": after, "retry-after-ms": exact } = headers;
    return new Response(stream, {
      status,
      headers: {
        "content-type": type,
        ...(after && { "retry-after": after }),
        ...(exact && { "retry-after-ms": exact }),
      },
    });
  };
}

/** What came of a question. */
export interface Outcome {
  text: string;
  reasoning: string;
  model: string | undefined;
  usage: Extract<ReplyPart, { type: "usage" }> | undefined;
  finish: string | undefined;
  finishReason: string | undefined;
  error: ChatError | undefined;
}

/** Asks a question, and gathers what comes. */
export async function outcomeOf(provider: Provider, call: Call): Promise<Outcome> {
  const outcome: Outcome = {
    text: "",
    reasoning: "",
    model: undefined,
    usage: undefined,
    finish: undefined,
    finishReason: undefined,
    error: undefined,
  };
  try {
    const request = { messages: [{ role: "user" as const, text: "Hi" }], model: "some-model" };
    for await (const part of provider.chat(request, call)) take(outcome, part);
  } catch (thrown) {
    if (!(thrown instanceof ChatError)) throw thrown;
    outcome.error = thrown;
  }
  return outcome;
}

function take(outcome: Outcome, part: ReplyPart): void {
  if (part.type === "text") outcome.text += part.text;
  else if (part.type === "reasoning") outcome.reasoning += part.text;
  else if (part.type === "model") outcome.model = part.name;
  else if (part.type === "usage") outcome.usage = part;
  else if (part.type === "finish") {
    outcome.finish = part.reason;
    outcome.finishReason = part.raw;
  } else if (part.type === "thought") {
    outcome.reasoning += outcome.text.slice(-part.length);
    outcome.text = outcome.text.slice(0, -part.length);
  }
}
