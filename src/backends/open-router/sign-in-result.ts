import type { MessageError } from "../../conversations/conversation.ts";
import type { SignInEnd } from "./sign-in.ts";

/** How signing in went, as a view learns it: of the key only its id in the store of secrets. */
export type SignInResult =
  | { type: "key"; keyId: string }
  | { type: "ended"; end: SignInEnd }
  | { type: "failed"; problem: MessageError };
