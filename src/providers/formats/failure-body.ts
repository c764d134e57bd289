import * as z from "zod/mini";
import { parseJson } from "../transport/json-object.ts";
import { readDuration } from "../transport/duration.ts";

/** What a server says of a failure. */
export interface Failure {
  /** For people, as it came: may hold tags. `""`: it says nothing. */
  words: string;
  /** For programs: its type, code, status and reasons, in any order. */
  names: readonly string[];
  /** The HTTP status that it names itself. */
  status?: number;
  /** How long it asks us to wait, in ms. */
  pauseMs?: number;
}

/** How deep objects are looked through. Real ones are two or three deep. */
const MAXIMUM_DEPTH = 5;

const anything = z.optional(z.unknown());

/** What tells a failure from an answer. Looked for in every event of a stream, so it is short. */
const marks = z.object({ error: anything, object: anything, type: anything, detail: anything });

/** Every field that any server puts something of a failure in. */
const shape = z.object({
  error: anything,
  message: anything,
  msg: anything,
  detail: anything,
  object: anything,
  type: anything,
  code: anything,
  status: anything,
  status_code: anything,
  reason: anything,
  retryDelay: anything,
  quotaId: anything,
  details: anything,
  violations: anything,
  metadata: anything,
  raw: anything,
  reasons: anything,
});
type Shape = z.infer<typeof shape>;

/** Words that only say whose they are not: the ones of the model's own server stand in `metadata.raw`. */
const SAYS_NOTHING = /^provider returned error\.?$/i;

/**
 * Reads a failure out of a body, or of an event in the middle of a stream. Knows all of these:
 * `{error:{message,type,code}}`, `{error:"text"}`, `[{error}]`, `{object:"error",message}`, `{type:"error",error}`,
 * `{detail:"text"}`, `{detail:[{msg}]}`, `{code,error:"text"}`. undefined: it is something else.
 */
export function readFailure(value: unknown): Failure | undefined {
  if (Array.isArray(value)) return value.length > 0 ? readFailure(value[0]) : undefined;
  const { data } = z.safeParse(marks, value);
  if (data === undefined) return undefined;
  const { error, object, type, detail } = data;
  const failed = Boolean(error) || object === "error" || type === "error";
  return failed || typeof detail === "string" || Array.isArray(detail) ? describe(value) : undefined;
}

/** Reads whatever the body of an answer with an error status says: a failure, another object, or no JSON at all. */
export function readRefusedBody(body: string): Failure {
  const value = parseJson(body);
  return readFailure(value) ?? (typeof value === "object" ? describe(value) : { words: body, names: [] });
}

function describe(value: unknown): Failure {
  const names: string[] = [];
  let status: number | undefined;
  let pauseMs: number | undefined;
  visit(value, (fields) => {
    const { type, code, status: named, status_code, reason, quotaId, retryDelay, reasons } = fields;
    const each = [type, code, named, reason, quotaId, ...(Array.isArray(reasons) ? reasons : [])];
    names.push(...each.filter((name) => typeof name === "string"));
    status ??= toStatus(status_code) ?? toStatus(code);
    if (typeof retryDelay === "string") pauseMs ??= readDuration(retryDelay);
  });
  return {
    words: wordsOf(value),
    names,
    ...(status !== undefined && { status }),
    ...(pauseMs !== undefined && { pauseMs }),
  };
}

/** Walks through all that belongs to the failure, the outermost first. */
function visit(given: unknown, take: (fields: Shape) => void, depth = 0): void {
  if (depth > MAXIMUM_DEPTH) return;
  const value = unpack(given);
  if (Array.isArray(value)) {
    for (const item of value) visit(item, take, depth + 1);
    return;
  }
  const { data } = z.safeParse(shape, value);
  if (data === undefined) return;
  take(data);
  for (const inner of [data.error, data.details, data.violations, data.metadata, data.detail, data.message]) {
    visit(inner, take, depth + 1);
  }
}

function wordsOf(given: unknown, depth = 0): string {
  const value = depth > MAXIMUM_DEPTH ? given : unpack(given);
  if (typeof value === "string") return value;
  if (depth > MAXIMUM_DEPTH) return "";
  if (Array.isArray(value)) return value.map((item) => wordsOf(item, depth + 1)).find((words) => words !== "") ?? "";
  const { data } = z.safeParse(shape, value);
  if (data === undefined) return "";
  const { error, message, msg, detail, metadata } = data;
  const words =
    [error, message, msg, detail].map((inner) => wordsOf(inner, depth + 1)).find((each) => each !== "") ?? "";
  return (SAYS_NOTHING.test(words) || words === "" ? upstreamWords(metadata, depth) : "") || words;
}

/** Ollama hands on what the server inside it says: an object, as JSON in a text. */
function unpack(value: unknown): unknown {
  return typeof value === "string" && value.startsWith("{") ? (parseJson(value) ?? value) : value;
}

/** The words of the model's own server, as JSON in a text or as they are. */
function upstreamWords(metadata: unknown, depth: number): string {
  const { data } = z.safeParse(shape, metadata);
  if (typeof data?.raw !== "string") return "";
  return wordsOf(parseJson(data.raw) ?? data.raw, depth + 1);
}

function toStatus(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && number >= 400 && number < 600 ? number : undefined;
}
