import type { FailureName } from "./failures.ts";

/** What a test can turn while the site runs. Nothing here reaches the extension except through the site's answers. */
export interface Switches {
  /** Which generation of the chat plugin the site runs. Default 1. */
  generation: 1 | 2;
  /** Whether generation 1 streams its answers; off: one JSON object. Generation 2 always streams. Default true. */
  stream: boolean;
  /** The exact text to answer with, whatever is asked. Default undefined: an answer made from the question. */
  answer: string | undefined;
  /** The model named in each streamed chunk of generation 1. */
  model: string;
  /** Time from the whole question to the first byte, headers included, in milliseconds. Default 0. */
  firstByteMs: number;
  /** How fast tokens are sent, one an event. Default Infinity: as fast as the client reads. */
  tokensPerSecond: number;
  /** What goes wrong, by name; see failures.ts. Default undefined. */
  failure: FailureName | undefined;
  /** Answer with this recording, byte for byte; the name of a file in tests/fixtures/exchanges. Default undefined. */
  recording: string | undefined;
  /** 0 replays a recording without waiting, 1 at the pace at which it was recorded, 0.1 ten times as fast. Default 0. */
  recordingTimeScale: number;
  /** Whether `failure` and `recording` strike questions or page fetches. Default "question". */
  failureAt: "question" | "page";
  /** How often `failure` or `recording` strikes before the site is well again. Goes back to Infinity when either is set. */
  times: number;
  /** Seconds in `Retry-After` of the failures "rate-limit" and "unavailable"; undefined leaves the header out. */
  retryAfterSeconds: number | undefined;
  /**
   * Whether the chat page stands behind a cache that holds an expired nonce. The page is fresh only where the request
   * has a query or says `Cache-Control: no-cache` (as `cache: "reload"` does). Default false.
   */
  staleCache: boolean;
  /** The plugin's version of generation 1, as its page tells it. Up to 1.8.95 it alters what it is asked. */
  version: string;
  /** What WordPress says, in the site's language, where a nonce of generation 1 has expired. Default: English, with a link. */
  expiredSentence: string;
  /** The bot of generation 2, on the page and in answers: another one is not known. Default 4. */
  botId: number;
  /** A word that the site does not take, wherever in a message it stands. Default undefined: none. */
  bannedWord: string | undefined;
  /** What the site's owner says of that word. */
  bannedSentence: string;
  /** Whether the pages hold the chat's tokens. Default true. */
  tokens: boolean;
  /** Whether the chat stands on every page, or only on `/chat`. Default "everywhere". */
  chatOn: "everywhere" | "chat-page";
  /** How much markup stands on every page before the chat, in bytes. Default 0. */
  pageBytes: number;
  /** Where the site has moved: every page leads to the same path there. Default undefined: nowhere. */
  movedTo: string | undefined;
  /** Whether every path asks for proof that a person is there, until the cookie is set by the page's button. Default false. */
  challenge: boolean;
  /** Whether the cookie that passes the challenge is `Partitioned`. Default false. */
  challengePartitioned: boolean;
  /**
   * What OpenRouter's page does where a person is to sign in. "ask": it waits for them. "agree": they have agreed before.
   * "other-try": it leads back to another try. "expired": its code is too old. Default "ask".
   */
  signIn: "ask" | "agree" | "other-try" | "expired";
  /** How many questions to free models OpenRouter still takes today. Default 38, of 50. */
  freeLeft: number;
  /** Pages to read, by path, on the hosts that are not the chat's. Default: none but the article. */
  pages: Readonly<Record<string, PracticePage>>;
}

/** A page as a test wants it. */
export interface PracticePage {
  body: string;
  /** Default "text/html; charset=UTF-8". */
  type?: string;
  /** Where it ends: `never`: what is there is sent, and the connection stays open. `silent`: nothing is ever sent. */
  ends?: "never" | "silent";
}

/** The switches of a site that works well and answers at once. */
export function defaultSwitches(): Switches {
  return {
    generation: 1,
    stream: true,
    answer: undefined,
    model: "gpt-4o-mini",
    firstByteMs: 0,
    tokensPerSecond: Number.POSITIVE_INFINITY,
    failure: undefined,
    recording: undefined,
    recordingTimeScale: 0,
    failureAt: "question",
    times: Number.POSITIVE_INFINITY,
    retryAfterSeconds: 2,
    staleCache: false,
    version: "1.9.16",
    expiredSentence:
      'The link you followed has expired.</p><p><a href="http://chatgptt.me/chat/">Please try again.</a>',
    botId: 4,
    bannedWord: undefined,
    bannedSentence: "Your message contains prohibited words. Please modify your message and try again.",
    tokens: true,
    chatOn: "everywhere",
    pageBytes: 0,
    movedTo: undefined,
    challenge: false,
    challengePartitioned: false,
    signIn: "ask",
    freeLeft: 38,
    pages: {},
  };
}
