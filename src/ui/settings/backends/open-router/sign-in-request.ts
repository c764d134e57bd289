import type { SignInResult } from "../../../../backends/open-router/sign-in-result.ts";
import type { Command } from "../../../../port/commands.ts";
import { isEvent } from "../../../../port/is-event.ts";
import type { Port } from "../../../../port/port.ts";

/** Has the background sign in. Resolves with undefined when `signal` aborts. Never rejects. */
export type SignInRequest = (signal: AbortSignal) => Promise<SignInResult | undefined>;

const FAILED: SignInResult = { type: "failed", problem: { kind: "unknown" } };

/** Asks over a port of its own, which ends with the answer or the abort, and the try with it. */
export function createSignInRequest(connect: () => Port): SignInRequest {
  return (signal) =>
    new Promise((resolve) => {
      const port = connect();
      function end(result: SignInResult | undefined): void {
        resolve(result);
        port.disconnect();
      }
      signal.addEventListener("abort", () => end(undefined), { once: true });
      port.onMessage.addListener((message) => {
        if (!isEvent(message)) return;
        if (message.type === "failed") end(FAILED);
        else if (message.type === "signed-in") end(message.result);
      });
      port.onDisconnect.addListener(() => resolve(FAILED));
      port.postMessage({ type: "sign-in" } satisfies Command);
    });
}
