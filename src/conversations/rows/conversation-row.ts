import * as z from "zod/mini";
import { targetSchema, UNKNOWN_TARGET } from "../../backends/target.ts";
import { type Conversation, conversationSchema } from "../conversation.ts";
import { fieldReadings, isRow, putUnknownBack, setUnknownAside } from "./unknown-values.ts";

/**
 * Values in place of damaged fields, so that the messages are still shown. No message has the id "", so the latest path
 * is shown.
 */
const defaults = { title: "", createdAt: 0, updatedAt: 0, leafId: "" };

const fields = z.omit(conversationSchema, { id: true }).shape;

const readings = fieldReadings(fields, {
  title: z.catch(fields.title, defaults.title),
  createdAt: z.catch(fields.createdAt, defaults.createdAt),
  updatedAt: z.catch(fields.updatedAt, defaults.updatedAt),
  leafId: z.catch(fields.leafId, defaults.leafId),
  // Doubt about whom to ask must not lead to the chosen backend.
  target: z.catch(targetSchema, UNKNOWN_TARGET),
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

/** Returns the row to store, with the values that this version does not understand. */
export function conversationRow(conversation: Conversation): Conversation {
  return putUnknownBack({ ...conversation }, readings) as unknown as Conversation;
}
