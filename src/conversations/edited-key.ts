/** Returns the key under which the questions that a person is editing are kept, beside the conversation's draft. */
export function editedKey(conversationId: string): string {
  return `${conversationId}#edited`;
}
