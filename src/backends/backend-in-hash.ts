/** Returns the hash with which the settings open where this backend is edited. */
export function hashOfBackend(id: string): string {
  return `#${new URLSearchParams({ backend: id })}`;
}
