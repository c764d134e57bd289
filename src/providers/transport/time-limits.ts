/** How long a site may keep us waiting, in ms. */
export interface TimeLimits {
  /** From the start of a request to the first byte of the answer's body. */
  firstByteMs: number;
  /** Between two pieces of a body. Bytes of any kind count, comments too. */
  betweenPiecesMs: number;
}

/**
 * The limits of a chat site.
 * - First byte: 45 s without headers is slow but not dead (protocol §2). Usual front servers give up at 60 s; 100 s
 *   lets them answer first.
 * - Between pieces: models pause to think, seldom for a minute.
 */
export const TIME_LIMITS: TimeLimits = { firstByteMs: 100_000, betweenPiecesMs: 60_000 };

/** The limits of a model maker's service. Its models think for minutes, and not all services send comments meanwhile. */
export const HOSTED_TIME_LIMITS: TimeLimits = { firstByteMs: 100_000, betweenPiecesMs: 180_000 };

/**
 * The limits of a server on this computer or nearby. Nothing comes before the first token: while a model is loaded from
 * a disk, a long page is read, or another question holds the only slot.
 */
export const LOCAL_TIME_LIMITS: TimeLimits = { firstByteMs: 600_000, betweenPiecesMs: 180_000 };

/** The limits of what a question waits for and can do without, such as a list of models. */
export const SIDE_TIME_LIMITS: TimeLimits = { firstByteMs: 10_000, betweenPiecesMs: 10_000 };
