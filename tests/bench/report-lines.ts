/** A line of the report: what was measured, and whether it is enough. */
export interface Line {
  what: string;
  ours: string;
  raw: string;
  ratio: string;
  limit: string;
  holds: boolean;
}

export function alone(what: string, ours: string, limit: string, holds: boolean): Line {
  return { what, ours, raw: "", ratio: "", limit, holds };
}

export function line(
  what: string,
  ours: number,
  raw: number,
  write: (value: number) => string,
  limit: string,
  holds: boolean,
): Line {
  return { what, ours: write(ours), raw: write(raw), ratio: raw > 0 ? (ours / raw).toFixed(2) : "", limit, holds };
}

export function seconds(value: number): string {
  return `${(value / 1000).toFixed(2)} s`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

/** The value below which such a part of them lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
