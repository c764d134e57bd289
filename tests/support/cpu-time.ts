/**
 * Returns how long a task keeps the processor busy, in ms. Unlike the time that passes, it stays the same on a machine that
 * is busy with other programs.
 */
export function cpuTime(task: () => void): number {
  const start = process.cpuUsage();
  task();
  return process.cpuUsage(start).user / 1_000;
}
