/**
 * The id of the answer that is asked for after this one failed for the lack of a connection: the same however often it is
 * noticed that it is back, also by the next background, and a new one each time.
 */
export function onlineId(failedId: string): string {
  const [, times = "0", id = failedId] = /^online-(\d+)-(.*)$/.exec(failedId) ?? [];
  return `online-${Number(times) + 1}-${id}`;
}
