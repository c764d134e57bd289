import * as z from "zod/mini";

/** For how many days it is kept what went where, today among them. */
export const SENT_DAYS = 30;

const DAY_MS = 86_400_000;

const daySchema = z.object({ questions: z.number(), withPage: z.number() });

/** What went to one backend. Nothing of what was asked. */
const sentRecordSchema = z.object({
  /** How the backend was called when it was asked last. It can be gone by now. */
  name: z.string(),
  /** When it was asked last, in ms since 1970. */
  lastAt: z.number(),
  /** By day, counted in UTC since 1970. */
  days: z.record(z.string(), daySchema),
});
export type SentRecord = z.infer<typeof sentRecordSchema>;

/** A question that goes out. */
export interface SentQuestion {
  backendId: string;
  name: string;
  /** Whether it, or what was said before it, may hold text of a page. */
  holdsPageText: boolean;
}

/** What went to one backend in the last days. */
export interface SentSummary {
  backendId: string;
  name: string;
  questions: number;
  withPage: number;
  /** In ms since 1970. */
  lastAt: number;
}

/** Reads a record as it is stored. undefined: it is none, or cannot be read. */
export function readSentRecord(raw: unknown): SentRecord | undefined {
  return z.safeParse(sentRecordSchema, raw).data;
}

/**
 * Returns a record with one more question, and without what is too old to be kept.
 * @param record undefined: nothing is kept of this backend yet
 * @param at in ms since 1970
 */
export function withQuestion(
  record: SentRecord | undefined,
  { name, holdsPageText }: Omit<SentQuestion, "backendId">,
  at: number,
): SentRecord {
  const today = String(dayOf(at));
  const days = keptDays(record, at);
  const { questions = 0, withPage = 0 } = days[today] ?? {};
  days[today] = { questions: questions + 1, withPage: withPage + (holdsPageText ? 1 : 0) };
  return { name, lastAt: at, days };
}

/** Sums up a record. undefined: all that it holds is too old. */
export function summarise(backendId: string, record: SentRecord, now: number): SentSummary | undefined {
  const days = Object.values(keptDays(record, now));
  if (days.length === 0) return undefined;
  return {
    backendId,
    name: record.name,
    questions: sum(days.map(({ questions }) => questions)),
    withPage: sum(days.map(({ withPage }) => withPage)),
    lastAt: record.lastAt,
  };
}

function keptDays(record: SentRecord | undefined, now: number): SentRecord["days"] {
  const first = dayOf(now) - SENT_DAYS + 1;
  return Object.fromEntries(Object.entries(record?.days ?? {}).filter(([day]) => Number(day) >= first));
}

const dayOf = (at: number) => Math.floor(at / DAY_MS);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
