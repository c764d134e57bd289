import type { ColourStep } from "./colour-steps.ts";

/** Code of a known language, to be coloured. */
export interface ColourJob {
  code: string;
  languageId: string;
}

/** What became of a job; jobs are done one after the other. */
export type ColourReport =
  /** All that it needs is loaded: from now on it takes time by itself. */
  { type: "begun" } | { type: "coloured"; steps: ColourStep[] } | { type: "failed" };
