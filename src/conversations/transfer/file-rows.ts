import * as z from "zod/mini";
import {
  backendReferenceSchema,
  conversationSchema,
  leftOutSchema,
  messageErrorSchema,
  messageSchema,
  queuedQuestionSchema,
  sourceSchema,
  type StoredConversation,
  trailEntrySchema,
  usageSchema,
  writerSchema,
} from "../conversation.ts";
import { readConversation } from "../rows/conversation-row.ts";
import { readMessage, withBackends } from "../rows/message-row.ts";
import { isRow, type StoredRow } from "../rows/unknown-values.ts";
import { EXPORT_VERSION } from "./export-file.ts";
import { isPlainJson } from "./is-plain-json.ts";

/** Taken as it is: a schema that copies would pass over keys without a word. */
const rowSchema = z.custom<StoredRow>(isRow);

/** What every version has in common. */
const fileSchema = z.object({
  conversations: z.array(z.looseObject({ conversation: rowSchema, messages: z.array(rowSchema) })),
});

const strictBackend = z.optional(z.strictObject(backendReferenceSchema.shape));

/** A file with nothing in it that this version does not understand. */
const understoodSchema = z.strictObject({
  format: z.string(),
  version: z.number(),
  conversations: z.array(
    z.strictObject({
      conversation: z.strictObject({
        ...conversationSchema.shape,
        queue: z.optional(z.array(z.strictObject(queuedQuestionSchema.shape))),
      }),
      messages: z.array(
        z.strictObject({
          ...messageSchema.shape,
          backend: strictBackend,
          error: z.optional(z.strictObject(messageErrorSchema.shape)),
          continued: z.optional(z.array(z.strictObject({ ...writerSchema.shape, backend: strictBackend }))),
          leftOut: z.optional(z.strictObject(leftOutSchema.shape)),
          trail: z.optional(
            z.array(
              z.strictObject({
                backend: z.strictObject(backendReferenceSchema.shape),
                error: z.strictObject(trailEntrySchema.shape.error.shape),
              }),
            ),
          ),
          sources: z.optional(z.array(sourceSchema).check(z.refine(isPlainJson))),
          usage: z.optional(z.strictObject(usageSchema.shape)),
        }),
      ),
    }),
  ),
});

/** Version 2: what names one of several, such as a state, may have names that only a later version of Sidenote knows. */
const openMessageSchema = z.extend(messageSchema, {
  state: z.string(),
  incomplete: z.optional(z.string()),
  error: z.optional(z.extend(messageErrorSchema, { kind: z.string() })),
  leftOut: z.optional(z.extend(leftOutSchema, { reason: z.string() })),
  trail: z.optional(
    z.array(z.extend(trailEntrySchema, { error: z.extend(trailEntrySchema.shape.error, { kind: z.string() }) })),
  ),
});

/** What a message of a file must be, by the version of the file. Later versions: whatever a stored message may be. */
const messageSchemas: Readonly<Record<number, z.ZodMiniType>> = { 1: messageSchema, 2: openMessageSchema };

export interface FileRows {
  conversations: StoredConversation[];
  /** There is more in the file than this version shows. */
  holdsMore: boolean;
}

/**
 * Reads the conversations of a file. What is not understood in a message or a conversation is kept there.
 *
 * @returns undefined if the file is not as its version must be
 */
export function readFileRows(json: unknown, version: number): FileRows | undefined {
  const file = fileSchema.safeParse(json);
  if (!file.success) return undefined;
  const rows = Array.from(file.data.conversations, (entry) => ({
    ...entry,
    messages: entry.messages.map(withBackends),
  }));
  // Most files are understood, and can be long: what has passed once is not looked at again.
  const understood = understoodSchema.safeParse({ ...(json as object), conversations: rows });
  if (understood.success) return { conversations: understood.data.conversations, holdsMore: version > EXPORT_VERSION };
  if (!isPlainJson(json)) return undefined;
  const conversations = rows.map(({ conversation, messages }) => readOne(conversation, messages, version));
  return conversations.every((read) => read !== undefined) ? { conversations, holdsMore: true } : undefined;
}

function readOne(
  conversationRow: StoredRow,
  messageRows: readonly StoredRow[],
  version: number,
): StoredConversation | undefined {
  const conversation = conversationSchema.safeParse(conversationRow).success
    ? readConversation(conversationRow)
    : undefined;
  const schema = messageSchemas[version];
  const messages = messageRows
    .filter((row) => schema === undefined || schema.safeParse(row).success)
    .map(readMessage)
    .filter((message) => message !== undefined);
  return conversation === undefined || messages.length < messageRows.length ? undefined : { conversation, messages };
}
