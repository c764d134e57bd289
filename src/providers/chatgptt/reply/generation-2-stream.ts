import type { EventSourceMessage } from "eventsource-parser";
import * as z from "zod/mini";
import { ChatError } from "../../chat-error.ts";
import type { EventReader } from "../../transport/event-stream.ts";
import { findJsonObject, parseJson } from "../../transport/json-object.ts";
import type { FinishReason, ReplyPart } from "../../provider.ts";
import { isPage, toPageWords, toSiteWords } from "../../transport/site-words.ts";
import { readErrorWords } from "./assistant-event.ts";
import { toTextError } from "../errors/error-text.ts";
import { readGeneration2Json } from "./generation-2-json.ts";
import { readWarning } from "../errors/generation-2-warning.ts";
import { isChallengePage } from "../errors/http-refusal.ts";
import { TurnedAwayError } from "../errors/token-refusal.ts";

const deltaEvent = z.object({ delta: z.string() });

const quotaEvent = z.object({
  quota_notice: z.object({ message: z.catch(z.optional(z.string()), undefined) }),
});

/** Status events of OpenAI's Responses API, passed on by the site. */
const statusEvent = z.object({ type: z.string().check(z.startsWith("response.")) });

/** Words of the site itself for its own failures before it asks the model. */
const SITE_FAILURE = /could not retrieve|not (?:fully )?initialized|not permitted to access|component .*missing/i;

/**
 * Reads the stream of generation 2 (protocol §3, §5): `delta` objects, an `error` event for every failure, `warning` if
 * the model says no more, `done` at the end. An `error` before any sign of an answer was sent before the model was
 * asked.
 */
export function createGeneration2Reader(): EventReader {
  let anyText = false;
  let started = false;
  let lengthReached = false;
  const warnings = new Set<string>();
  /** Whether OpenAI's Responses API answers. It reports a complete answer; `done` comes in any case. */
  let namesItsEnd = false;
  let ended = false;

  function readMessage(value: unknown, raw: string): ReplyPart[] {
    const parsed = z.safeParse(deltaEvent, value);
    if (parsed.success) {
      const text = parsed.data.delta;
      started = true;
      anyText ||= text.trim() !== "";
      return text === "" ? [] : [{ type: "text", text }];
    }
    if (typeof value === "object" && value !== null && Reflect.get(value, "error"))
      throw toFailure(value, raw, started);
    return [];
  }

  function readStatus(value: unknown): void {
    const parsed = z.safeParse(statusEvent, value);
    if (!parsed.success) return;
    started = true;
    namesItsEnd = true;
    ended ||= parsed.data.type === "response.completed";
    lengthReached ||= parsed.data.type === "response.incomplete";
  }

  function warn(value: unknown, raw: string): void {
    const warning = readWarning(value, raw);
    if (warning.type === "words") warnings.add(warning.words);
    lengthReached ||= warning.type === "length";
  }

  function finish(): ReplyPart[] {
    const words = [...warnings].join(" ");
    if (!anyText && words !== "") throw new ChatError("refused", { detail: words });
    if (!anyText) throw new ChatError("empty-answer");
    const reason: FinishReason = lengthReached ? "length" : namesItsEnd && !ended ? "cut" : "stop";
    return [...(words === "" ? [] : [{ type: "notice" as const, text: words }]), { type: "finish", reason }];
  }

  return {
    read({ event: name, data }: EventSourceMessage): ReplyPart[] {
      const value = parseJson(data);
      switch (name) {
        case undefined:
        case "message":
          return readMessage(value, data);
        case "error":
          throw toFailure(value, data, started);
        case "done":
          return finish();
        case "message_start":
          started = true;
          return [];
        case "warning":
          warn(value, data);
          return [];
        case "status":
          readStatus(value);
          return [];
        case "openai_response_id":
          ended = true;
          return [];
        default:
          return [];
      }
    },

    end(stray: string): ReplyPart[] {
      if (anyText) return [{ type: "finish", reason: "cut" }];
      if (isChallengePage(stray)) throw new ChatError("challenge");
      if (isPage(stray)) throw new ChatError("site-error", { detail: toPageWords(stray) });
      const value = findJsonObject(stray);
      if (value === undefined) throw new ChatError("empty-answer");
      return readGeneration2Json(value);
    },
  };
}

/** @param started whether the model was asked before this */
function toFailure(value: unknown, raw: string, started: boolean): ChatError {
  const words = readErrorWords(value) ?? toPageWords(raw) ?? "";
  const quota = z.safeParse(quotaEvent, value);
  if (quota.success) return new ChatError("quota", { detail: toSiteWords(quota.data.quota_notice.message || words) });
  const error = toTextError(words);
  const unknown = error.kind === "site-error" && !SITE_FAILURE.test(error.detail ?? "");
  return unknown && !started ? new TurnedAwayError({ detail: error.detail }) : error;
}
