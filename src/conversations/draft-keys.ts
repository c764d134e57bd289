/** Returns the key under which the questions that a person is editing are kept, beside the conversation's draft. */
export function editedKey(conversationId: string): string {
  return `${conversationId}#edited`;
}

/** Returns the key under which is kept where the text of a draft comes from. */
export function sourcesKey(draftKey: string): string {
  return `${draftKey}#sources`;
}
