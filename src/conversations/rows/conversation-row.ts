import * as z from "zod/mini";
import { type Conversation, conversationSchema } from "../conversation.ts";
import { fieldReadings, isRow, putUnknownBack, setUnknownAside } from "./unknown-values.ts";

/** A conversation with a damaged field still shows its messages. No message has the id "", so the latest path is shown. */
const defaults = { title: "", createdAt: 0, updatedAt: 0, leafId: "" };

const fields = z.omit(conversationSchema, { id: true }).shape;

const readings = fieldReadings(fields, {
  title: z.catch(fields.title, defaults.title),
  createdAt: z.catch(fields.createdAt, defaults.createdAt),
  updatedAt: z.catch(fields.updatedAt, defaults.updatedAt),
  leafId: z.catch(fields.leafId, defaults.leafId),
});

/**
 * Reads a stored conversation of any version, earlier or later.
 *
 * @returns undefined if it is damaged: its row is left as it is
 */
export function readConversation(stored: unknown): Conversation | undefined {
  if (!isRow(stored) || typeof stored["id"] !== "string") return undefined;
  if (conversationSchema.safeParse(stored).success) return stored as unknown as Conversation;
  return setUnknownAside({ ...defaults, ...stored }, readings) as unknown as Conversation;
}

/** The conversation to store. */
export function conversationRow(conversation: Conversation): Conversation {
  return putUnknownBack({ ...conversation }, readings) as unknown as Conversation;
}
