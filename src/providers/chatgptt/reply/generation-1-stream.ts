import type { EventSourceMessage } from "eventsource-parser";
import { ChatError } from "../../chat-error.ts";
import type { EventReader } from "../../transport/event-stream.ts";
import { findJsonObject, parseJson } from "../../transport/json-object.ts";
import type { FinishReason, ReplyPart } from "../../provider.ts";
import { isPage, toPageWords, toSiteWords } from "../../transport/site-words.ts";
import { isAssistantEvent, readAssistantEvent, readErrorWords } from "./assistant-event.ts";
import { toTextError } from "../errors/error-text.ts";
import { readGeneration1Json } from "./generation-1-json.ts";
import { isChallengePage } from "../errors/http-refusal.ts";
import { readNotice } from "../errors/notice.ts";
import { type Chunk, readChunk, readUnescapedChunk, toModelName } from "../../formats/openai-chunk.ts";

const DONE = "[DONE]";

/**
 * Reads the stream of generation 1 (protocol §2, §5): OpenAI chunks of the upstream, events of assistants, and between
 * them the plugin's own notices and errors.
 *
 * Chunks that a model made are yielded at once. Chunks of the form that the plugin's error writer makes are held back:
 * if `[DONE]` or a model's chunk follows, they were an answer (of an upstream that marks little); otherwise they are
 * the error.
 */
export function createGeneration1Reader(): EventReader {
  let anyText = false;
  let anyGenuine = false;
  let namedModel = false;
  let refusal = "";
  let held = "";
  let heldEnded = false;
  let lengthReached = false;

  function nameModel(name: string | undefined): ReplyPart[] {
    if (namedModel || name === undefined) return [];
    namedModel = true;
    return [{ type: "model", name }];
  }

  function say(text: string): ReplyPart[] {
    if (text === "") return [];
    anyText ||= text.trim() !== "";
    return [{ type: "text", text }];
  }

  /** Yields what was held back: it was an answer after all. */
  function sayHeld(): ReplyPart[] {
    const parts = say(held);
    held = "";
    heldEnded = false;
    return parts;
  }

  function finish(reason: FinishReason): ReplyPart[] {
    if (anyText) return [{ type: "finish", reason }];
    if (refusal) throw new ChatError("refused", { detail: toSiteWords(refusal) });
    throw new ChatError("empty-answer");
  }

  function readGenuine(chunk: Chunk): ReplyPart[] {
    anyGenuine = true;
    refusal += chunk.refusal;
    const parts = nameModel(chunk.model);
    if (chunk.reasoning) parts.push({ type: "reasoning", text: chunk.reasoning });
    parts.push(...say(chunk.content));
    switch (chunk.finishReason) {
      case undefined:
        return parts;
      case "content_filter":
        // Parts of this chunk are dropped too, because the upstream withdrew them.
        throw new ChatError("refused", { detail: toSiteWords(refusal) });
      case "length":
      case "max_tokens":
        return [...parts, ...finish("length")];
      default:
        return [...parts, ...finish("stop")];
    }
  }

  function hold(chunk: Chunk): ReplyPart[] {
    // The error text comes twice, each time with an end. Once is enough.
    if (!heldEnded) held += chunk.content;
    heldEnded ||= chunk.finishReason !== undefined;
    return [];
  }

  function readAssistant(name: string, value: unknown, raw: string): ReplyPart[] {
    const event = readAssistantEvent(name, value, raw);
    switch (event.type) {
      case "text":
        return say(event.text);
      case "model":
        return nameModel(toModelName(event.name));
      case "length":
        lengthReached = true;
        return [];
      case "failed":
        throw toTextError(event.text);
      case "other":
        return [];
      default:
        return event satisfies never;
    }
  }

  return {
    read({ event: name, data }: EventSourceMessage): ReplyPart[] {
      if (data.trim() === DONE) {
        return [...sayHeld(), ...finish(lengthReached ? "length" : "stop")];
      }
      const value = parseJson(data);
      if (isAssistantEvent(name)) return readAssistant(name, value, data);
      if (name === "done") return finish(lengthReached ? "length" : "stop");
      if (name === "error") throw toTextError(readErrorWords(value) ?? toPageWords(data) ?? "");
      const unescaped = value === undefined && name === "message" ? readUnescapedChunk(data) : undefined;
      if (unescaped !== undefined) return hold(unescaped);
      if (typeof value !== "object" || value === null) return [];
      const notice = readNotice(value);
      if (notice) throw notice;
      const failure = readFailure(value);
      if (failure !== undefined) throw toTextError(failure);
      const chunk = readChunk(value);
      if (chunk === undefined) return [];
      // Some upstreams mark only their first chunk. After the words of an error, no unmarked chunk is theirs.
      const own = chunk.genuine || (anyGenuine && name !== "message" && held === "");
      return own ? [...sayHeld(), ...readGenuine(chunk)] : hold(chunk);
    },

    end(stray: string): ReplyPart[] {
      if (held.trim() !== "") throw toTextError(held);
      if (anyText) return [{ type: "finish", reason: "cut" }];
      if (refusal) throw new ChatError("refused", { detail: toSiteWords(refusal) });
      return readStray(stray);
    },
  };
}

/** Returns the words of an error object between chunks: the upstream's `error`, or the plugin's `status: "error"`. */
function readFailure(value: object): string | undefined {
  const failed = Reflect.get(value, "status") === "error" || Boolean(Reflect.get(value, "error"));
  return failed ? (readErrorWords(value) ?? "") : undefined;
}

/**
 * Reads a body that is no event stream despite its type: a page, a JSON answer, a fragment, nothing (protocol §5).
 * @throws ChatError unless it is a JSON answer
 */
function readStray(stray: string): ReplyPart[] {
  if (isChallengePage(stray)) throw new ChatError("challenge");
  if (isPage(stray)) throw new ChatError("site-error", { detail: toPageWords(stray) });
  const value = findJsonObject(stray);
  if (value === undefined) throw new ChatError("empty-answer");
  const failure = readFailure(value);
  if (failure !== undefined) throw toTextError(failure);
  return readGeneration1Json(value);
}
