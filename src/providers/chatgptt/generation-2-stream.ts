import type { EventSourceMessage } from "eventsource-parser";
import * as z from "zod/mini";
import { ChatError } from "../chat-error.ts";
import type { EventReader } from "../event-stream.ts";
import { findJsonObject, parseJson } from "../json-object.ts";
import type { ReplyPart } from "../provider.ts";
import { toPageWords, toSiteWords } from "../site-words.ts";
import { readErrorWords } from "./assistant-event.ts";
import { toTextError } from "./error-text.ts";
import { readGeneration2Json } from "./generation-2-json.ts";
import { isChallengePage, isPage } from "./http-refusal.ts";

const deltaEvent = z.object({ delta: z.string() });

const quotaEvent = z.object({
  quota_notice: z.object({ message: z.catch(z.optional(z.string()), undefined) }),
});

/**
 * Reads the stream of generation 2 (protocol §3, §5): `delta` objects, an `error` event for every failure, `done` at the end.
 * Other events (status, ids) say nothing for the answer.
 */
export function createGeneration2Reader(): EventReader {
  let anyText = false;

  return {
    read({ event: name, data }: EventSourceMessage): ReplyPart[] {
      const value = parseJson(data);
      switch (name) {
        case undefined:
        case "message": {
          const parsed = z.safeParse(deltaEvent, value);
          if (parsed.success) {
            const text = parsed.data.delta;
            anyText ||= text.trim() !== "";
            return text === "" ? [] : [{ type: "text", text }];
          }
          if (typeof value === "object" && value !== null && Reflect.get(value, "error")) throw toFailure(value, data);
          return [];
        }
        case "error":
          throw toFailure(value, data);
        case "done":
          if (!anyText) throw new ChatError("empty-answer");
          return [{ type: "finish", reason: "stop" }];
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

function toFailure(value: unknown, raw: string): ChatError {
  const words = readErrorWords(value) ?? toPageWords(raw) ?? "";
  const quota = z.safeParse(quotaEvent, value);
  if (!quota.success) return toTextError(words);
  return new ChatError("quota", { detail: toSiteWords(quota.data.quota_notice.message || words) });
}
