import * as z from "zod/mini";
import { targetSchema } from "../../backends/target.ts";
import {
  askedSchema,
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

/** Accepts a row as it is. A schema that copies would silently drop keys. */
const rowSchema = z.custom<StoredRow>(isRow);

/** What files of all versions have in common. */
const fileSchema = z.object({
  conversations: z.array(z.looseObject({ conversation: rowSchema, messages: z.array(rowSchema) })),
});

const strictBackend = z.optional(z.strictObject(backendReferenceSchema.shape));
const strictTarget = z.optional(z.strictObject(targetSchema.shape));
const sources = z.optional(z.array(sourceSchema).check(z.refine(isPlainJson)));

/** Accepts a file that this version understands completely. */
const understoodSchema = z.strictObject({
  format: z.string(),
  version: z.number(),
  conversations: z.array(
    z.strictObject({
      conversation: z.strictObject({
        ...conversationSchema.shape,
        target: strictTarget,
        queue: z.optional(z.array(z.strictObject({ ...queuedQuestionSchema.shape, target: strictTarget, sources }))),
      }),
      messages: z.array(
        z.strictObject({
          ...messageSchema.shape,
          backend: strictBackend,
          asked: z.optional(z.strictObject(askedSchema.shape)),
          error: z.optional(z.strictObject(messageErrorSchema.shape)),
          continued: z.optional(z.array(z.strictObject({ ...writerSchema.shape, backend: strictBackend }))),
          leftOut: z.optional(z.strictObject(leftOutSchema.shape)),
          trail: z.optional(
            z.array(
              z.strictObject({
                ...trailEntrySchema.shape,
                backend: z.strictObject(backendReferenceSchema.shape),
                error: z.strictObject(trailEntrySchema.shape.error.shape),
              }),
            ),
          ),
          sources,
          usage: z.optional(z.strictObject(usageSchema.shape)),
        }),
      ),
    }),
  ),
});

/** A conversation. Whom it asks may be said in a way that only a later version of Sidenote knows. */
const openConversationSchema = z.extend(conversationSchema, { target: z.optional(z.unknown()) });

/** A message of version 2: states, reasons and kinds may have names that only a later version of Sidenote knows. */
const openMessageSchema = z.extend(messageSchema, {
  state: z.string(),
  incomplete: z.optional(z.string()),
  error: z.optional(z.extend(messageErrorSchema, { kind: z.string() })),
  leftOut: z.optional(z.extend(leftOutSchema, { reason: z.string() })),
  trail: z.optional(
    z.array(z.extend(trailEntrySchema, { error: z.extend(trailEntrySchema.shape.error, { kind: z.string() }) })),
  ),
});

/** What a message must be, by the version of the file. In later versions it may be whatever a stored message may be. */
const messageSchemas: Readonly<Record<number, z.ZodMiniType>> = { 1: messageSchema, 2: openMessageSchema };

/** What was read of a file. */
export interface FileRows {
  conversations: StoredConversation[];
  /** Whether the file holds more than this version shows. */
  holdsMore: boolean;
}

/**
 * Reads the conversations of a file. Values that are not understood are kept in their message or conversation.
 *
 * @returns undefined if the file breaks the rules of its version
 */
export function readFileRows(json: unknown, version: number): FileRows | undefined {
  const file = fileSchema.safeParse(json);
  if (!file.success) return undefined;
  const rows = Array.from(file.data.conversations, (entry) => ({
    ...entry,
    messages: entry.messages.map(withBackends),
  }));
  // Most files are understood, and they can be long, so that what has passed is not checked again.
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
  const conversation = openConversationSchema.safeParse(conversationRow).success
    ? readConversation(conversationRow)
    : undefined;
  const schema = messageSchemas[version];
  const messages = messageRows
    .filter((row) => schema === undefined || schema.safeParse(row).success)
    .map(readMessage)
    .filter((message) => message !== undefined);
  return conversation === undefined || messages.length < messageRows.length ? undefined : { conversation, messages };
}
