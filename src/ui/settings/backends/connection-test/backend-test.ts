import type { BackendSetup } from "../../../../backends/read-form.ts";
import type { MessageError } from "../../../../conversations/conversation.ts";
import { askOnce } from "../../../client/ask-once.ts";
import type { Event } from "../../../../port/events.ts";
import type { Port } from "../../../../port/port.ts";

/** A model as a backend lists it. */
export type ListedModel = Extract<Event, { type: "backend-tested" }>["models"][number];

/** What a test has found. */
export interface TestResult {
  /** Empty: none could be listed, or the backend chooses by itself. */
  readonly models: readonly ListedModel[];
  /** What is wrong; null: nothing. */
  readonly problem: MessageError | null;
  /** What is left of the day. Absent: nobody knows. */
  readonly allowance?: { left: number; limit: number };
  /** Where such a server is running, if none is at the address that was tried. */
  readonly foundAt?: string | undefined;
}

/** A backend as it stands in the form. Its key is in the store of secrets already. */
export interface TestedBackend {
  readonly id?: string | undefined;
  readonly setup: BackendSetup;
  readonly model?: string | undefined;
  readonly keyId?: string | undefined;
}

export interface TestOptions {
  /** Whether it is asked a tiny question. Else its models are listed, and nothing more. */
  readonly ask: boolean;
  readonly signal: AbortSignal;
}

/** Has the background try a backend. Resolves with undefined when `signal` aborts. Never rejects. */
export type BackendTest = (tested: TestedBackend, options: TestOptions) => Promise<TestResult | undefined>;

/** Asks over a port of its own. If the background fails or goes away meanwhile, the problem is `unknown`. */
export function createBackendTest(connect: () => Port, randomId: () => string): BackendTest {
  return ({ id, setup, model, keyId }, { ask, signal }) => {
    const testId = randomId();
    const draft = { id, ...setup, model, keyId };
    return askOnce<TestResult>(
      connect,
      { type: "test-backend", testId, draft, ask },
      {
        take(event, end) {
          if (event.type === "backend-tested" && event.testId === testId) end(event);
        },
        failed: { models: [], problem: { kind: "unknown" } },
        signal,
      },
    );
  };
}
