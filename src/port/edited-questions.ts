import * as z from "zod/mini";
import { editedKey } from "../conversations/edited-key.ts";
import type { ConversationStore } from "../conversations/store/store.ts";

/** Unsent edits of questions that were asked, by message id. */
const editedSchema = z.record(z.string(), z.string());
export type Edited = z.infer<typeof editedSchema>;

type Drafts = Pick<ConversationStore, "readDraft" | "saveDraft">;

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

/** Creates a function that keeps an edit. One write follows the other, because each reads what the one before has kept. */
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
