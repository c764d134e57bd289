import { createHash } from "node:crypto";

/**
 * The tokens that the chat's page carries. As on the real site they depend on a tick and on the login cookie alone, so
 * that a page fetched with cookies and a question without them do not fit.
 */
export class Nonces {
  #tick = 1;

  /** The nonce of guests, as a fresh page shows it. */
  get current(): string {
    return this.forCookies(undefined);
  }

  forCookies(cookies: string | undefined): string {
    return nonce(this.#tick, loginOf(cookies));
  }

  /** A nonce that the site gave out once and no longer takes. */
  expiredForCookies(cookies: string | undefined): string {
    return nonce(this.#tick - 1, loginOf(cookies));
  }

  takes(value: string | null | undefined, cookies: string | undefined): boolean {
    return value === this.forCookies(cookies);
  }

  /** All nonces given out so far expire. */
  rotate(): void {
    this.#tick += 1;
  }
}

function loginOf(cookies: string | undefined): string {
  return /(?:^|;\s*)wordpress_logged_in_practice=([^;]*)/.exec(cookies ?? "")?.[1] ?? "guest";
}

function nonce(tick: number, login: string): string {
  return createHash("sha256").update(`practice site, tick ${tick}, ${login}`).digest("hex").slice(0, 10);
}
