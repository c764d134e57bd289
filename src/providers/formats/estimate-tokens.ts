const encoder = new TextEncoder();

/** Bytes of UTF-8 that are counted as one token: three letters of English, or one Chinese sign. Real models need fewer. */
const BYTES_PER_TOKEN = 3;

/** What roles and marks between messages take, in tokens. */
const TOKENS_PER_MESSAGE = 8;

/** Estimates how many tokens messages take, rather too many than too few. */
export function estimateTokens(messages: readonly { text: string }[]): number {
  const bytes = messages.reduce((sum, { text }) => sum + encoder.encode(text).byteLength, 0);
  return Math.ceil(bytes / BYTES_PER_TOKEN) + messages.length * TOKENS_PER_MESSAGE;
}
