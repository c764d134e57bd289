/**
 * Reads rows, and leaves out damaged ones: one bad row hides itself alone.
 *
 * @param read undefined: the row is damaged
 * @param report told once how many rows were left out, if any
 */
export function readRows<Read>(
  rows: readonly unknown[],
  read: (row: unknown) => Read | undefined,
  report: (problem: unknown) => void = () => undefined,
): Read[] {
  const sound = rows.map(read).filter((row) => row !== undefined);
  const damaged = rows.length - sound.length;
  if (damaged > 0) report(new Error(`${damaged} of ${rows.length} rows are damaged and left out`));
  return sound;
}
