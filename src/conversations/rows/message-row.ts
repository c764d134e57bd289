import * as z from "zod/mini";
import { type Message, type MessageError, messageErrorSchema, messageSchema } from "../conversation.ts";
import { backendOfSite } from "./backend-of-site.ts";
import { fieldReadings, isRow, putUnknownBack, setUnknownAside, type StoredRow } from "./unknown-values.ts";

/**
 * A message as it is stored. `site`, the backend's name, stands beside `backend`: versions before that field read it, and go
 * on showing whom they cannot know otherwise.
 */
export type MessageRow = Message & { site?: string | undefined };

/** Without these there is no message. */
const needed = { id: true, conversationId: true, parentId: true, text: true, createdAt: true } as const;
const neededSchema = z.pick(messageSchema, needed);

const errorShape = messageErrorSchema.shape;

/** What a value means that only a later version knows. An unknown state counts as an end: nothing is asked by itself. */
const readings = fieldReadings(z.omit(messageSchema, needed).shape, {
  role: z.catch(z.literal("assistant"), "assistant"),
  state: z.catch(z.literal("done"), "done"),
  incomplete: z.catch(z.literal("unknown"), "unknown"),
  error: z.object({
    kind: z.catch(errorShape.kind, "unknown"),
    status: z.catch(errorShape.status, undefined),
    detail: z.catch(errorShape.detail, undefined),
    retryAt: z.catch(errorShape.retryAt, undefined),
    mayBeBackEarlier: z.catch(errorShape.mayBeBackEarlier, undefined),
  }),
});

/**
 * Reads a stored message of any version, earlier or later.
 *
 * @returns undefined if it is damaged: the message cannot be shown, and its row is left as it is
 */
export function readMessage(stored: unknown): Message | undefined {
  if (!isRow(stored) || !neededSchema.safeParse(stored).success) return undefined;
  const row = withBackends(stored);
  const read = messageSchema.safeParse(row).success ? row : setUnknownAside(row, readings);
  return read as unknown as Message;
}

/** The message to store, also for versions that know no `backend`. */
export function messageRow(message: Message): MessageRow {
  const row = fileMessage(message);
  const { continued, error } = row;
  return {
    ...withSite(row),
    // Versions that know `site` alone take no error without it, and nobody reads it.
    ...(isRow(error) && { error: withRetryable(error) }),
    ...(Array.isArray(continued) && { continued: continued.map(withSite) }),
  };
}

/** The message as a file holds it: what this version does not understand is in it too. */
export function fileMessage(message: Message): Message {
  return putUnknownBack({ ...message }, readings) as unknown as Message;
}

function withSite<Written extends Pick<Message, "backend">>(written: Written): Written & { site?: string } {
  return isRow(written.backend) ? { ...written, site: written.backend.name } : written;
}

function withRetryable(error: MessageError): MessageError & { retryable: boolean } {
  return { retryable: true, ...error };
}

function withoutRetryable(row: StoredRow): StoredRow {
  const { error } = row;
  if (!isRow(error) || !Object.hasOwn(error, "retryable")) return row;
  const { retryable: _, ...known } = error;
  return { ...row, error: known };
}

/**
 * The row, and each who went on with it, with a `backend` in place of the `site` of older versions, and without what only
 * those read.
 */
export function withBackends(stored: StoredRow): StoredRow {
  const row = withoutRetryable(stored);
  const { continued } = row;
  if (!Array.isArray(continued)) return withBackend(row);
  const writers = continued.map((writer: unknown) => (isRow(writer) ? withBackend(writer) : writer));
  return { ...withBackend(row), continued: writers };
}

/** Where both are there and differ, an older version has written since, and knew `site` alone. */
function withBackend(row: StoredRow): StoredRow {
  if (typeof row["site"] !== "string") return row;
  const { site, ...others } = row;
  const { backend } = row;
  return isRow(backend) && backend["name"] === site ? others : { ...others, backend: backendOfSite(site) };
}
