/**
 * Returns the id of the answer that is asked for after `failedId` failed for lack of a connection. It is always the
 * same for that answer, so two calls, even by two backgrounds, ask once. If that answer fails too, its retry has
 * another id.
 */
export function onlineId(failedId: string): string {
  const [, times = "0", id = failedId] = /^online-(\d+)-(.*)$/.exec(failedId) ?? [];
  return `online-${Number(times) + 1}-${id}`;
}
