import type { PageProblem } from "../../page/page-text.ts";

/** Why an action of the person failed. Shown near the composer. */
export type Problem =
  | PageProblem
  | "busy"
  | "gone"
  | "settings-unread"
  | "not-done"
  | "storage-failed"
  | "agreement-unsaved"
  | "panel-refused";
