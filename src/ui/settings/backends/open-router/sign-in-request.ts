import type { SignInResult } from "../../../../backends/open-router/sign-in-result.ts";
import { askOnce } from "../../../client/ask-once.ts";
import type { Port } from "../../../../port/port.ts";

/** Has the background sign in. Resolves with undefined when `signal` aborts. Never rejects. */
export type SignInRequest = (signal: AbortSignal) => Promise<SignInResult | undefined>;

/** Asks over a port of its own. The try ends with it. */
export function createSignInRequest(connect: () => Port): SignInRequest {
  return (signal) =>
    askOnce<SignInResult>(
      connect,
      { type: "sign-in" },
      {
        take(event, end) {
          if (event.type === "signed-in") end(event.result);
        },
        failed: { type: "failed", problem: { kind: "unknown" } },
        signal,
      },
    );
}
