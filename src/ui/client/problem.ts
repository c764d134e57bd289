import type { PageProblem } from "../../page/page-text.ts";

/** Why something that the person did led to nothing; shown near the composer. */
export type Problem =
  | PageProblem
  | "busy"
  | "gone"
  | "settings-unread"
  | "not-done"
  | "storage-failed"
  | "agreement-unsaved"
  | "panel-refused";
