import * as z from "zod/mini";
import { ChatError } from "../../providers/chat-error.ts";
import { createFailures } from "../../providers/formats/failures.ts";
import { readJson } from "../../providers/formats/read-json.ts";
import type { Call } from "../../providers/provider.ts";
import { sendRequest } from "../../providers/transport/request.ts";
import { SIDE_TIME_LIMITS } from "../../providers/transport/time-limits.ts";
import { untilAborted } from "../../providers/transport/wait.ts";
import { Secret } from "../../secrets/secret.ts";
import { OPEN_ROUTER_URL } from "./open-router.ts";
import { challengeOf, toBase64Url, VERIFIER_BYTES } from "./pkce.ts";

const PAGE = "https://openrouter.ai/auth";
const EXCHANGE = `${OPEN_ROUTER_URL}/auth/keys`;

/** How signing in ended without a key, where nothing failed. */
export type SignInEnd =
  /** The person closed the page, or did not agree there. */
  | "cancelled"
  /** The page led back to another try than this one. */
  | "other-try"
  /** OpenRouter does not take the code: it is too old, or used. */
  | "expired";

export interface SignInDependencies {
  /** Returns the address at which the browser takes the answer, with this path. */
  callbackUrl(path: string): string;
  /**
   * Shows a page to the person, and returns the address that it leads back to.
   * @throws if the person closes it. ChatError of kind `network` if it cannot be loaded
   */
  showPage(url: string): Promise<string>;
  randomBytes(length: number): Uint8Array;
  /** Told of what nobody else may read, so that it can be kept out of errors and logs. */
  conceal(secret: Secret): void;
  call: Omit<Call, "key" | "signal">;
}

const keyShape = z.object({ key: z.string().check(z.minLength(1)) });

/**
 * Signs the person in with OpenRouter, and gets a key of theirs (OAuth with PKCE). Nothing of a try is kept, and each has a
 * path of its own to come back to, since OpenRouter hands no `state` back.
 * @throws ChatError if OpenRouter cannot be reached or fails; of kind `aborted` when `signal` aborts
 */
export async function signInToOpenRouter(
  { callbackUrl, showPage, randomBytes, conceal, call }: SignInDependencies,
  signal: AbortSignal,
): Promise<Secret | SignInEnd> {
  const fresh = () => toBase64Url(randomBytes(VERIFIER_BYTES));
  const verifier = new Secret(fresh());
  conceal(verifier);
  const callback = callbackUrl(fresh());
  const page = new URL(PAGE);
  page.search = new URLSearchParams({
    callback_url: callback,
    code_challenge: await challengeOf(verifier.reveal()),
    code_challenge_method: "S256",
  }).toString();

  let answer: URL;
  try {
    answer = new URL(await untilAborted(showPage(page.href), signal));
  } catch (thrown) {
    if (signal.aborted) throw new ChatError("aborted");
    if (thrown instanceof ChatError) throw thrown;
    return "cancelled";
  }
  const code = new Secret(answer.searchParams.get("code") ?? "");
  answer.search = answer.hash = "";
  if (answer.href !== callback) return "other-try";
  if (code.reveal() === "") return "cancelled";
  conceal(code);
  return exchange(code, verifier, { ...call, signal });
}

async function exchange(code: Secret, verifier: Secret, call: Call): Promise<Secret | "expired"> {
  const body = { code: code.reveal(), code_verifier: verifier.reveal(), code_challenge_method: "S256" };
  try {
    const connection = await sendRequest({ url: EXCHANGE, body }, call, SIDE_TIME_LIMITS);
    const { data } = z.safeParse(keyShape, await readJson(connection, createFailures(EXCHANGE, call)));
    if (data === undefined) throw new ChatError("site-error");
    return new Secret(data.key);
  } catch (thrown) {
    // Its documentation names these two for a code or a verifier that it does not take.
    if (thrown instanceof ChatError && (thrown.status === 400 || thrown.status === 403)) return "expired";
    throw thrown;
  }
}
