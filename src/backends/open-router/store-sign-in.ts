import { toMessageError } from "../../conversations/message-error.ts";
import { ChatError } from "../../providers/chat-error.ts";
import type { SecretMask } from "../../secrets/secret-mask.ts";
import type { SecretStore } from "../../secrets/secret-store.ts";
import { BACKEND_KEY_PREFIX } from "../read-backend-key.ts";
import type { SignInResult } from "./sign-in-result.ts";
import { type SignInDependencies, signInToOpenRouter } from "./sign-in.ts";

export interface StoreSignInDependencies extends Omit<SignInDependencies, "conceal"> {
  secrets: Pick<SecretStore, "set">;
  mask: Pick<SecretMask, "add" | "error">;
  randomId(): string;
  stayAwake(): () => void;
}

/** Signs in, and stores the key under a fresh id. No backend names it yet. Nothing rejects. */
export async function storeSignIn(
  { secrets, mask, randomId, stayAwake, ...dependencies }: StoreSignInDependencies,
  signal: AbortSignal,
): Promise<SignInResult> {
  const release = stayAwake();
  try {
    const key = await signInToOpenRouter({ ...dependencies, conceal: mask.add }, signal);
    if (typeof key === "string") return { type: "ended", end: key };
    mask.add(key);
    const keyId = BACKEND_KEY_PREFIX + randomId();
    await secrets.set(keyId, key);
    return { type: "key", keyId };
  } catch (thrown) {
    return { type: "failed", problem: toMessageError(mask.error(ChatError.from(thrown)), dependencies.call.now()) };
  } finally {
    release();
  }
}
