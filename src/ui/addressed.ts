/** The conversation that an address names after its `#`; undefined: none, or nothing that could be one. */
export function addressedConversation(hash: string): string | undefined {
  try {
    return decodeURIComponent(hash.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}
