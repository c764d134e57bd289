import type { ColourJob, ColourReport } from "./colour-job.ts";
import { colourSteps } from "./colour-steps.ts";
import { highlight, loadLanguage } from "./highlight.ts";

/** Does one job, as the worker runs it, and tells how it goes. */
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
