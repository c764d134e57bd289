import type * as z from "zod/mini";

/** How one field of a row is read. */
export interface FieldReading {
  /** Every value that this version understands. */
  understood: z.ZodMiniType;
  /** Reads a value that is not understood as something safe. Default: the field counts as absent. */
  instead?: z.ZodMiniType;
}

export type FieldReadings = Readonly<Record<string, FieldReading>>;

/**
 * How the fields of a schema are read.
 * @param instead how to read a value that is not understood, by field
 */
export function fieldReadings(
  shape: Readonly<Record<string, z.ZodMiniType>>,
  instead: Readonly<Record<string, z.ZodMiniType | undefined>>,
): FieldReadings {
  const readings = Object.entries(shape).map(([field, understood]): [string, FieldReading] => {
    const safe = instead[field];
    return [field, safe === undefined ? { understood } : { understood, instead: safe }];
  });
  return Object.fromEntries(readings);
}

/** A row as it is stored, by whatever version. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** Whether a stored value can be a row at all. */
export function isRow(stored: unknown): stored is StoredRow {
  return typeof stored === "object" && stored !== null && !Array.isArray(stored);
}

/**
 * Reads a row that may come from a later version.
 *
 * - Keys that this version does not know stay where they are.
 * - A value that it does not understand, such as a new state, is kept in `unknownValues`; its field gets a safe value.
 *
 * @returns the row itself if all of it is understood
 */
export function setUnknownAside(row: StoredRow, readings: FieldReadings): StoredRow {
  const unknownValues = Object.entries(readings).flatMap(([field, { understood }]) =>
    Object.hasOwn(row, field) && !understood.safeParse(row[field]).success ? [[field, row[field]] as const] : [],
  );
  if (unknownValues.length === 0) return row;
  const read: Record<string, unknown> = { ...row, unknownValues: Object.fromEntries(unknownValues) };
  for (const [field, value] of unknownValues) {
    const safe = readSafely(readings[field], value);
    if (safe === undefined) delete read[field];
    else read[field] = safe;
  }
  return read;
}

/** The row to store: the values that were set aside are back, except where a field has been changed since. */
export function putUnknownBack(
  { unknownValues, ...row }: StoredRow & { unknownValues?: StoredRow | undefined },
  readings: FieldReadings,
): StoredRow {
  const unchanged = Object.entries(unknownValues ?? {}).filter(([field, value]) => {
    const safe = readSafely(readings[field], value);
    return JSON.stringify(safe) === JSON.stringify(row[field]);
  });
  return { ...row, ...Object.fromEntries(unchanged) };
}

function readSafely(reading: FieldReading | undefined, value: unknown): unknown {
  return reading?.instead?.safeParse(value).data;
}
