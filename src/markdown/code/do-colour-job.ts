import type { ColourJob, ColourReport } from "./colour-job.ts";
import { colourSteps } from "./colour-steps.ts";
import { highlight, loadLanguage } from "./highlight.ts";

/** Runs one job in the worker and reports its progress. Never rejects: a failure is reported as `failed`. */
export async function doColourJob(
  { code, languageId }: ColourJob,
  tell: (report: ColourReport) => void,
): Promise<void> {
  try {
    await loadLanguage(languageId);
    tell({ type: "begun" });
    tell({ type: "coloured", steps: colourSteps(highlight(code, languageId)) });
  } catch {
    tell({ type: "failed" });
  }
}
