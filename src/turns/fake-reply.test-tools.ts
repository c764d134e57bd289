import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** An answer of a provider in the hands of the test. */
export interface FakeReply {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly parts: AsyncGenerator<ReplyPart, void, void>;
  /** All text that was handed over before the end, taken or not. */
  readonly text: string;
  push(part: ReplyPart): void;
  pushText(text: string): void;
  finish(): void;
  /** Throws inside the provider. */
  fail(thrown: unknown): void;
  /** Ends the generator without `finish`. */
  end(): void;
  /** Whether the generator has been left. */
  readonly closed: boolean;
}

/** A reply that does nothing by itself: it hangs until it is told what comes, also after Stop. */
export function createFakeReply(
  request: ChatRequest = { messages: [] },
  signal: AbortSignal = new AbortController().signal,
): FakeReply {
  const steps: (() => ReplyPart | undefined)[] = [];
  let wake: (() => void) | undefined;
  let closed = false;
  let text = "";
  let over = false;

  async function* run(): AsyncGenerator<ReplyPart, void, void> {
    try {
      while (true) {
        const step = steps.shift();
        if (step === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        const part = step();
        if (part === undefined) return;
        yield part;
      }
    } finally {
      closed = true;
    }
  }

  function add(step: () => ReplyPart | undefined): void {
    steps.push(step);
    wake?.();
  }
  const push = (part: ReplyPart) => add(() => part);

  return {
    request,
    signal,
    parts: run(),
    push,
    pushText(more) {
      if (!over) text += more;
      push({ type: "text", text: more });
    },
    finish() {
      over = true;
      push({ type: "finish", reason: "stop" });
    },
    fail(thrown) {
      over = true;
      add(() => {
        throw thrown;
      });
    },
    end() {
      over = true;
      add(() => undefined);
    },
    get text() {
      return text;
    },
    get closed() {
      return closed;
    },
  };
}
