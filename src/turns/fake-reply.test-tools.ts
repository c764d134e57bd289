import type { ChatRequest, ReplyPart } from "../providers/provider.ts";

/** A provider's answer that the test controls. */
export interface FakeReply {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly parts: AsyncGenerator<ReplyPart, void, void>;
  /** All text that was pushed before the end, read or not. */
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

/** Creates a reply that yields only what the test pushes. In between it hangs, even after Stop. */
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
