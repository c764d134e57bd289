/**
 * What the tiny model says, in pieces of one token each, by the #word in the last message. A token leads to one next token,
 * so no piece may be there twice. Pieces of bytes become one token a byte, so that characters come in parts.
 */
export const ANSWERS = {
  /** Without a #word. */
  text: [
    "Good ",
    "morning. ",
    "Of ",
    "all ",
    "models, ",
    "this ",
    "one ",
    "has ",
    "the ",
    "least ",
    "to ",
    "say:",
    "\n\n",
    "1. **nothing**",
    "\n2. `much`\n",
  ],
  think: [
    "<think>",
    "\nThe person ",
    "wants a number. ",
    "Which one? ",
    "Seven is fine.",
    "\n</think>\n\n",
    "It is ",
    "seven.",
  ],
  unicode: ["Ça va", " : ", [0xd0, 0x94], "а · ", [0xe4, 0xbd, 0xa0], "好 ", [0xf0, 0x9f, 0x8c, 0x8d], " !"],
  /** Looks like the formats that it is sent in. */
  tricks: ["See:\n", "data: [DONE]\n\n", "event: error\n", 'data: {"error":', '"none"}', "\r\n\r\n", "<b>bold</b>"],
  empty: [],
  /** Goes round until the context is full, a limit is reached, or the client leaves. */
  long: ["tick ", "tock ", "tack ", "tuck\n"],
} as const satisfies Record<string, ReadonlyArray<string | readonly number[]>>;

export type AnswerName = keyof typeof ANSWERS;

/** The names of the answers, the one without a #word first. */
export const ANSWER_NAMES: readonly AnswerName[] = ["text", "think", "unicode", "tricks", "empty", "long"];

/** The whole answer, as a client must get it: of `long`, one round. */
export function answerText(name: AnswerName): string {
  return Buffer.concat(ANSWERS[name].map((piece) => Buffer.from(piece as string))).toString();
}
