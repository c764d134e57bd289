/** Beside a conversation's draft: under which key the questions are kept that a person is changing there. */
export function editedKey(conversationId: string): string {
  return `${conversationId}#edited`;
}
