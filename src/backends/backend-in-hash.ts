/** Returns the hash with which the settings open where this backend is edited. */
export function hashOfBackend(id: string): string {
  return `#${new URLSearchParams({ backend: id })}`;
}

/** Returns the id of the backend that the settings are to open at. undefined: none. */
export function backendInHash(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, "")).get("backend") ?? undefined;
}
