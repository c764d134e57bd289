/** One task at a time, of all pages of the extension and its background: the settings are one entry, read and written anew. */
export function lockSettings<Result>(task: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request("settings", task);
}

/** The same for secrets, and for the settings that name them. `lockSettings` is taken inside of it, and never around it. */
export function lockSecrets<Result>(task: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request("secrets", task);
}
