import { ChatError } from "../chat-error.ts";
import type { FinishReason, ReplyPart } from "../provider.ts";
import { toSiteWords } from "../transport/site-words.ts";
import { toModelName, type Usage } from "./openai-chunk.ts";

/** What an answer is, so far: what readers of all formats keep to end it rightly. */
export interface AnswerSoFar {
  /** The first usable name is the `model` part. */
  model(name: unknown): ReplyPart[];
  text(text: string): ReplyPart[];
  reasoning(text: string): ReplyPart[];
  /** The last counts win, field by field. */
  used(usage: Usage | undefined): void;
  /** Why the backend declined, in its own words. */
  declined(words: string): void;
  /** The backend said that it has ended, and why. The last one wins. More may follow, such as usage or an error. */
  ended(reason: FinishReason, raw: string): void;
  readonly anyText: boolean;
  /**
   * Returns the parts that end the answer.
   * @param unless why it ends, if the backend has not said it
   * @throws ChatError of kind `refused` or `empty-answer` if there was no text
   */
  end(unless: FinishReason): ReplyPart[];
}

/** Creates the record of one answer. */
export function createAnswer(): AnswerSoFar {
  let named = false;
  let anyText = false;
  let refusal = "";
  let usage: Usage | undefined;
  let ended: { reason: FinishReason; raw: string } | undefined;

  return {
    model(name) {
      const model = named ? undefined : toModelName(name);
      if (model === undefined) return [];
      named = true;
      return [{ type: "model", name: model }];
    },
    text(text) {
      anyText ||= text.trim() !== "";
      return text === "" ? [] : [{ type: "text", text }];
    },
    reasoning: (text) => (text === "" ? [] : [{ type: "reasoning", text }]),
    used(now) {
      if (now !== undefined) usage = { ...usage, ...now };
    },
    declined(words) {
      refusal += words;
    },
    ended(reason, raw) {
      ended = { reason, raw };
    },
    get anyText() {
      return anyText;
    },
    end(unless) {
      const { reason, raw } = ended ?? { reason: unless, raw: undefined };
      const detail = toSiteWords(refusal);
      const refused = reason === "refused" || refusal !== "";
      if (!anyText) throw new ChatError(refused ? "refused" : "empty-answer", { detail });
      return [
        ...(usage === undefined ? [] : [{ type: "usage" as const, ...usage }]),
        ...(detail === undefined ? [] : [{ type: "notice" as const, text: detail }]),
        { type: "finish", reason: refused ? "refused" : reason, ...(raw !== undefined && { raw }) },
      ];
    },
  };
}
