/** Has the browser hand over the rules of an organisation once more. undefined: it hands changed ones over by itself. */
export const readRulesAgain: (() => void) | undefined = undefined;
