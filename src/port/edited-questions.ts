import * as z from "zod/mini";
import { editedKey } from "../conversations/draft-keys.ts";
import type { ConversationStore } from "../conversations/store/store.ts";

/** What a person is writing in place of questions that were asked, by the ids of their messages. */
const editedSchema = z.record(z.string(), z.string());
export type Edited = z.infer<typeof editedSchema>;

type Drafts = Pick<ConversationStore, "readDraft" | "saveDraft">;

/**
 * Reads what is kept for a conversation. What is damaged counts as nothing.
 * @throws what the store throws
 */
export async function readEdited(drafts: Drafts, conversationId: string): Promise<Edited> {
  const kept = await drafts.readDraft(editedKey(conversationId));
  if (kept === "") return {};
  const edited = editedSchema.safeParse(parse(kept));
  return edited.success ? edited.data : {};
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Creates a function that keeps what is written in place of one question; "" forgets it. It rejects if the store does.
 * Calls run one after the other, because each reads what the others have kept.
 */
export function createEditedKeeper(): (
  drafts: Drafts,
  conversationId: string,
  messageId: string,
  text: string,
) => Promise<void> {
  let before: Promise<void> = Promise.resolve();

  async function keep(drafts: Drafts, conversationId: string, messageId: string, text: string): Promise<void> {
    const { [messageId]: _, ...others } = await readEdited(drafts, conversationId);
    const edited = text === "" ? others : { ...others, [messageId]: text };
    const isNone = Object.keys(edited).length === 0;
    await drafts.saveDraft(editedKey(conversationId), isNone ? "" : JSON.stringify(edited));
  }

  return (...arguments_) => {
    const kept = before.then(() => keep(...arguments_));
    before = kept.catch(() => undefined);
    return kept;
  };
}
