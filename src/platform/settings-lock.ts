/**
 * Runs one task at a time in all pages of the extension and its background, because a change reads the entries that it
 * then writes. Rejects with what the task rejects with.
 */
export function lockSettings<Result>(task: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request("settings", task);
}

/**
 * Does the same for secrets and for the settings that name them. Take `lockSettings` inside of it, never around it, or
 * the two wait for each other.
 */
export function lockSecrets<Result>(task: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request("secrets", task);
}
