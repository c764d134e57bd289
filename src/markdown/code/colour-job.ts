import type { ColourStep } from "./colour-steps.ts";

/** Code to colour, in a known language. */
export interface ColourJob {
  code: string;
  languageId: string;
}

/** A worker's report on a job. Jobs run one after the other. */
export type ColourReport =
  /** The grammar is loaded: from here on, all time is spent on the code itself. */
  { type: "begun" } | { type: "coloured"; steps: ColourStep[] } | { type: "failed" };
