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

/** Runs one task at a time with the records of what went where. Rejects with what the task rejects with. */
export function lockSent<Result>(task: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request("sent", task);
}

/** Names the lock of keys that no stored backend names yet or any more, but a settings page does. */
const HELD_KEYS = "backend-keys";

/** Keeps the keys of backends as they are until this page is closed. Resolves when that holds. */
export function holdBackendKeys(): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(HELD_KEYS, { mode: "shared" }, () => {
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
}

/** Runs a task unless a page holds the keys of backends. Rejects with what the task rejects with. */
export function unlessKeysAreHeld(task: () => Promise<void>): Promise<void> {
  return navigator.locks.request(HELD_KEYS, { ifAvailable: true }, (lock) => (lock === null ? undefined : task()));
}
