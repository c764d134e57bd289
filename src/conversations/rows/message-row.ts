import * as z from "zod/mini";
import { type Message, type MessageError, messageErrorSchema, messageSchema } from "../conversation.ts";
import { backendOfSite } from "./backend-of-site.ts";
import { fieldReadings, isRow, putUnknownBack, setUnknownAside, type StoredRow } from "./unknown-values.ts";

/** A message as it is stored. `site` is the backend's name, for versions that do not know `backend`. */
export type MessageRow = Message & { site?: string | undefined };

/** The fields without which there is no message. */
const needed = { id: true, conversationId: true, parentId: true, text: true, createdAt: true } as const;
const neededSchema = z.pick(messageSchema, needed);

const errorShape = messageErrorSchema.shape;

/**
 * How values that only a later version knows are read. An unknown state counts as an end, so that nothing is asked
 * again.
 */
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
    context: z.catch(errorShape.context, undefined),
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

/** Returns the row to store, which versions that do not know `backend` can read too. */
export function messageRow(message: Message): MessageRow {
  const row = fileMessage(message);
  const { continued, error } = row;
  return {
    ...withSite(row),
    // Versions that know only `site` refuse an error without `retryable`. Nobody reads its value.
    ...(isRow(error) && { error: withRetryable(error) }),
    ...(Array.isArray(continued) && { continued: continued.map(withSite) }),
  };
}

/** Returns the message as a file holds it, with the values that this version does not understand. */
export function fileMessage({ loading: _, ...message }: Message): Message {
  return putUnknownBack(message, readings) as unknown as Message;
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
 * Reads what older versions wrote: puts a `backend` in place of `site`, in the row and in each entry of `continued`,
 * and leaves out what only older versions read.
 */
export function withBackends(stored: StoredRow): StoredRow {
  const row = withoutRetryable(stored);
  const { continued } = row;
  if (!Array.isArray(continued)) return withBackend(row);
  const writers = continued.map((writer: unknown) => (isRow(writer) ? withBackend(writer) : writer));
  return { ...withBackend(row), continued: writers };
}

/** `site` wins if both are there and differ: then an older version, which knows only `site`, has written since. */
function withBackend(row: StoredRow): StoredRow {
  if (typeof row["site"] !== "string") return row;
  const { site, ...others } = row;
  const { backend } = row;
  return isRow(backend) && backend["name"] === site ? others : { ...others, backend: backendOfSite(site) };
}
