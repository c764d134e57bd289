import type { Secret } from "../../secrets/secret.ts";
import type { Call, SessionMemory } from "../provider.ts";
import type { ParseHtml } from "./page/parse-html.ts";

/** What requests go through, and whether they carry the person's cookies for the site. */
export interface Transport {
  fetch: typeof globalThis.fetch;
  /** One choice for all requests of a question: a nonce holds only with the cookies it was read with (protocol §4). */
  credentials: "omit" | "include";
}

/** A call to one site, with all that reading its page and its answers needs. */
export interface SiteContext extends Omit<Call, "key"> {
  parseHtml: ParseHtml;
  /** Returns a fresh random UUID. */
  randomId(): string;
  memory: SessionMemory;
  /** Told of what no error and no log may hold, before it is sent anywhere. Absent: nobody looks after that. */
  conceal?(secret: Secret): void;
  /** Default: `omit`. */
  credentials?: Transport["credentials"];
  /**
   * Who asks, where the site must not be able to tell that it is the same person as elsewhere: a private window. Default:
   * one guest for all.
   */
  guest?: string;
  /**
   * Chooses the transport, in place of `fetch` and `credentials`. Asked before each try of a question, because a tab that
   * requests went through can be gone.
   * @throws ChatError if there is none
   */
  transport?(): Promise<Transport>;
}
