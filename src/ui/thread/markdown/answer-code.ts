/** One chunk: what draws answers, and reads those that older versions have stored. */
export { answerText } from "../../../conversations/answer-text.ts";
export * from "../../../markdown/markdown-module.ts";
