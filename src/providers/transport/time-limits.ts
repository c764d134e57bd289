/** How long a site may keep us waiting, in ms. */
export interface TimeLimits {
  /** From the start of a request to the first byte of the answer's body. */
  firstByteMs: number;
  /** Between two pieces of a body. Bytes of any kind count, comments too. */
  betweenPiecesMs: number;
}

/**
 * First byte: 45 s without headers is a slow answer and not a dead site (protocol §2), and usual front servers give up at
 * 60 s by themselves; 100 s lets them speak first. Between pieces: models pause to think, seldom a minute.
 */
export const TIME_LIMITS: TimeLimits = { firstByteMs: 100_000, betweenPiecesMs: 60_000 };
