import { describe, expect, it, test } from "vitest";
import { ChatError } from "../chat-error.ts";
import { testProviderContract } from "../provider-contract.test-tools.ts";
import type { Call, ChatMessage, ChatRequest, ProviderType, ReplyPart } from "../provider.ts";
import { type BuiltInDependencies, createBuiltIn } from "./built-in.ts";
import { createFakeModel, type FakeModel, streamOf } from "./fake-language-model.test-tools.ts";

const STOP: ReplyPart = { type: "finish", reason: "stop" };

function call(signal: AbortSignal = new AbortController().signal): Call {
  const fetch = () => Promise.reject(new Error("The browser's model needs no requests"));
  return { fetch, signal, now: () => 0 };
}

function open(
  model: FakeModel | undefined,
  { languages = ["en"], limits }: { languages?: string[]; limits?: BuiltInDependencies["limits"] } = {},
) {
  return createBuiltIn({ languageModel: () => model, ...(limits && { limits }) }).create({ languages });
}

interface Outcome {
  parts: ReplyPart[];
  kind?: string;
  detail?: string | undefined;
}

async function ask(
  model: FakeModel | undefined,
  request: Partial<ChatRequest> = {},
  options: Parameters<typeof open>[1] & { signal?: AbortSignal } = {},
): Promise<Outcome> {
  const parts: ReplyPart[] = [];
  const messages = request.messages ?? [{ role: "user", text: "Who is there?" }];
  try {
    for await (const part of open(model, options).chat({ ...request, messages }, call(options.signal)))
      parts.push(part);
    return { parts };
  } catch (thrown) {
    if (!(thrown instanceof ChatError)) throw thrown;
    return { parts, kind: thrown.kind, detail: thrown.detail };
  } finally {
    expect(model?.open ?? 0, "sessions that were not destroyed").toBe(0);
  }
}

/** A message of so many words, and so many tokens. */
function say(role: ChatMessage["role"], words: number): ChatMessage {
  return { role, text: `${role} `.repeat(words).trim() };
}

describe("an answer", () => {
  it("comes with the roles of what was said before, and with what it used", async () => {
    const model = createFakeModel();
    const messages: ChatMessage[] = [
      { role: "system", text: "Be short." },
      { role: "user", text: "One?" },
      { role: "assistant", text: "One." },
      { role: "user", text: "Two, please?" },
    ];
    expect(await ask(model, { messages })).toEqual({
      parts: [
        { type: "text", text: "Hello" },
        { type: "text", text: " there." },
        { type: "usage", inputTokens: 6, outputTokens: 2 },
        STOP,
      ],
    });
    expect(model.created).toHaveLength(1);
    expect(model.created[0]?.initialPrompts).toEqual([
      { role: "system", content: "Be short." },
      { role: "user", content: "One?" },
      { role: "assistant", content: "One." },
    ]);
    expect(model.asked).toEqual(["Two, please?"]);
  });

  it("is the same by the old names, with chunks that repeat all before them and with chunks that do not", async () => {
    const texts = async (...chunks: string[]) => {
      const { parts } = await ask(createFakeModel({ old: true, answer: () => streamOf(...chunks) }));
      return parts.map((part) => (part.type === "text" ? part.text : part.type));
    };
    expect(await texts("", "A", "A b", "A b c")).toEqual(["A", " b", " c", "usage", "finish"]);
    expect(await texts("A", " b", " c")).toEqual(["A", " b", " c", "usage", "finish"]);
    expect(await texts("A b c")).toEqual(["A b c", "usage", "finish"]);
  });

  it("keeps chunks that begin like the ones before, where the browser has the new names", async () => {
    const { parts } = await ask(createFakeModel({ answer: () => streamOf("ha", "haha", "haha!") }));
    expect(parts.map((part) => (part.type === "text" ? part.text : ""))).toEqual(["ha", "haha", "haha!", "", ""]);
  });

  it.each([false, true])("ends with `length` where the window is full (old names: %s)", async (old) => {
    const { parts } = await ask(createFakeModel({ old, window: 6, answer: () => streamOf("1 2", " 3 4 5") }));
    expect(parts.at(-1)).toEqual({ type: "finish", reason: "length" });
  });

  it("of nothing but white space is an error", async () => {
    expect(await ask(createFakeModel({ answer: () => streamOf() }))).toMatchObject({ kind: "empty-answer" });
    expect(await ask(createFakeModel({ answer: () => streamOf(" \n") }))).toMatchObject({ kind: "empty-answer" });
  });
});

describe("a history that is too long", () => {
  const history = [say("user", 30), say("assistant", 30), say("user", 20), say("assistant", 20), say("user", 5)];
  const [, , , , question] = history;

  it.each([false, true])("loses its oldest turns, and the answer says so (old names: %s)", async (old) => {
    const model = createFakeModel({ old, window: 80 });
    const { parts } = await ask(model, { messages: history });
    expect(parts[0]).toEqual({ type: "left-out", reason: "too-long", messages: 2 });
    expect(model.created.at(-1)?.initialPrompts).toHaveLength(2);
    expect(parts.at(-1)).toEqual(STOP);
  });

  it("leaves room for an answer", async () => {
    // All of it would fit, and then there was no room.
    const model = createFakeModel({ window: 106 });
    const { parts } = await ask(model, { messages: history });
    expect(parts[0]).toEqual({ type: "left-out", reason: "too-long", messages: 2 });
  });

  it("begins with a question, and keeps the system message", async () => {
    const model = createFakeModel({ window: 60 });
    const messages = [say("system", 3), say("user", 30), say("assistant", 10), question ?? say("user", 5)];
    expect((await ask(model, { messages })).parts[0]).toMatchObject({ messages: 2 });
    expect(model.created.at(-1)?.initialPrompts?.map(({ role }) => role)).toEqual(["system"]);
  });

  it("keeps the answer that is to go on", async () => {
    const model = createFakeModel({ window: 60 });
    const messages = [say("user", 40), say("assistant", 40), say("user", 5)];
    expect((await ask(model, { messages, continues: true })).parts[0]).toMatchObject({ messages: 1 });
    expect(model.created.at(-1)?.initialPrompts).toMatchObject([{ role: "assistant" }]);
    expect(await ask(createFakeModel({ window: 44 }), { messages, continues: true })).toMatchObject({
      kind: "too-long",
    });
  });

  it("is too long where the question alone is", async () => {
    expect(await ask(createFakeModel({ window: 10 }), { messages: [say("user", 11)] })).toEqual({
      parts: [],
      kind: "too-long",
      detail: undefined,
    });
  });
});

describe("a model that cannot be asked", () => {
  it.each([
    ["downloadable", "no-model"],
    ["downloading", "loading"],
    ["unavailable", "no-model"],
    ["readily", "no-model"],
  ])("says why: %s", async (state, kind) => {
    const model = createFakeModel({ availability: () => state as "available" });
    expect(await ask(model)).toMatchObject({ parts: [], kind });
    expect(model.created).toEqual([]);
    await expect(open(model).check(call())).rejects.toMatchObject({ kind });
  });

  it("is not there in this browser", async () => {
    expect(await ask(undefined)).toMatchObject({ kind: "no-model" });
  });

  it("does not know the language", async () => {
    expect(await ask(createFakeModel(), {}, { languages: ["ru"] })).toMatchObject({ kind: "language-unsupported" });
    expect((await ask(createFakeModel(), {}, { languages: ["ja"] })).kind).toBeUndefined();
  });
});

describe("failures of the browser", () => {
  const failures = [
    ["NotSupportedError", "no-model"],
    ["NotAllowedError", "no-model"],
    ["NetworkError", "network"],
    ["QuotaExceededError", "too-long"],
    ["NotReadableError", "refused"],
    ["InvalidStateError", "site-error"],
    ["UnknownError", "site-error"],
    ["AbortError", "site-error"],
    ["constructor", "unknown"],
  ] as const;

  it.each([
    [
      "The model attempted to output text in an untested language, and was prevented from doing so.",
      "language-unsupported",
    ],
    ["The model attempted to output text with low quality, and was prevented from doing so.", "site-error"],
  ])("%s is %s", async (words, kind) => {
    const failure = new DOMException(words, "NotSupportedError");
    expect(await ask(createFakeModel({ answer: () => streamOf(failure) }))).toEqual({ parts: [], kind, detail: words });
  });

  it("a language that it may not speak ends an answer of which some has come, with the browser's words", async () => {
    const words = "The model attempted to output text in an untested language, and was prevented from doing so.";
    const answer = () => streamOf("Some", new DOMException(words, "NotSupportedError"));
    expect((await ask(createFakeModel({ answer }))).parts.slice(1)).toEqual([
      { type: "notice", text: words },
      { type: "finish", reason: "refused" },
    ]);
  });

  it.each(failures)("%s is %s, before anything came", async (name, kind) => {
    const failure = new DOMException("What the browser says.", name);
    expect(await ask(createFakeModel({ answer: () => streamOf(failure) }))).toMatchObject({ parts: [], kind });
    if (name === "QuotaExceededError") return;
    const model = createFakeModel({ onCreate: () => Promise.reject(failure) });
    expect(await ask(model)).toMatchObject({ parts: [], kind });
    await expect(open(model).check(call())).rejects.toMatchObject({ kind });
  });

  it.each([
    ["NotReadableError", "refused"],
    ["UnknownError", "cut"],
    ["InvalidStateError", "cut"],
    ["QuotaExceededError", "length"],
  ])("%s ends an answer of which some has come: %s", async (name, reason) => {
    const { parts, kind } = await ask(createFakeModel({ answer: () => streamOf("Some", new DOMException("", name)) }));
    expect(kind).toBeUndefined();
    expect(parts).toEqual([
      { type: "text", text: "Some" },
      { type: "finish", reason },
    ]);
  });

  it("a model that says nothing more is given up", async () => {
    const limits = { firstByteMs: 5, betweenPiecesMs: 5 };
    const silent = () => new ReadableStream<string>();
    expect(await ask(createFakeModel({ answer: silent }), {}, { limits })).toMatchObject({ kind: "not-answering" });
    const never = createFakeModel({ onCreate: () => new Promise(() => undefined) });
    expect(await ask(never, {}, { limits })).toMatchObject({ kind: "not-answering" });
  });
});

describe("stopping", () => {
  it("frees the memory of a session that comes too late", async () => {
    const stop = new AbortController();
    let create = () => {};
    const model = createFakeModel({
      onCreate: () =>
        new Promise<void>((resolve) => {
          create = resolve;
          stop.abort();
        }),
    });
    // The real one may create it all the same.
    const { create: createSession } = model;
    model.create = (options) => createSession({ ...options, signal: new AbortController().signal });
    expect(await ask(model, {}, { signal: stop.signal })).toMatchObject({ kind: "aborted" });
    create();
    await expect.poll(() => model.open).toBe(0);
    expect(model.created).toHaveLength(1);
  });

  it("ends the stream", async () => {
    const stop = new AbortController();
    let cancelled = false;
    const answer = () =>
      new ReadableStream<string>({
        start: (controller) => controller.enqueue("Some"),
        cancel: () => {
          cancelled = true;
        },
      });
    const model = createFakeModel({ answer });
    const reply = open(model).chat({ messages: [{ role: "user", text: "Hi" }] }, call(stop.signal));
    expect((await reply.next()).value).toEqual({ type: "text", text: "Some" });
    stop.abort();
    await expect(reply.next()).rejects.toMatchObject({ kind: "aborted" });
    expect(model.open).toBe(0);
    await expect.poll(() => cancelled).toBe(true);
  });

  it("by leaving early frees the memory, too", async () => {
    const model = createFakeModel();
    for await (const part of open(model).chat({ messages: [{ role: "user", text: "Hi" }] }, call())) {
      expect(part.type).toBe("text");
      break;
    }
    expect(model.open).toBe(0);
  });
});

test("the check asks nothing, and leaves nothing behind", async () => {
  const model = createFakeModel();
  await open(model).check(call());
  expect([model.asked, model.open, model.created.length]).toEqual([[], 0, 1]);
});

test("speaks English where nothing else is stored", async () => {
  const type = createBuiltIn({
    languageModel: () => createFakeModel({ availability: (each) => (each === "en" ? "available" : "unavailable") }),
  });
  expect(type.config.safeParse({}).success).toBe(true);
  await type.create({}).check(call());
});

describe("the contract", () => {
  testProviderContract(() => {
    let server: typeof fetch = () => Promise.reject(new Error("No server was met"));
    const request = async (signal: AbortSignal) => {
      const response = await server("https://model.example/", { signal }).catch(() => {
        throw new DOMException("The download failed.", "NetworkError");
      });
      if (!response.ok || response.body === null) throw new DOMException(`Status ${response.status}`, "UnknownError");
      return response.body.pipeThrough(new TextDecoderStream());
    };
    let answer = streamOf();
    const model = createFakeModel({
      onCreate: async ({ signal }) => {
        answer = await request(signal);
      },
      answer: () => answer,
    });
    const builtIn = createBuiltIn({ languageModel: () => model });
    // It has no requests: the servers stand behind the model.
    const type: ProviderType<{ languages?: string[] | undefined }> = {
      ...builtIn,
      create(config) {
        const provider = builtIn.create(config);
        return { ...provider, chat: (asked, given) => ((server = given.fetch), provider.chat(asked, given)) };
      },
    };
    return {
      type,
      config: { languages: ["en"] },
      servers: {
        answering: async () => new Response("Two."),
        saying: (_type, body) => async () => new Response(body),
        beginning: "Tw",
        kinds: { nothing: "empty-answer" },
        endsAnywhere: true,
        requested: false,
        refusing: (status) => async () => new Response("", { status }),
        hanging: async () =>
          new Response(
            new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("Tw")) }),
          ),
      },
    };
  });
});
