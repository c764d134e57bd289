/** Why something that the person did led to nothing; shown near the composer. */
export type Problem =
  | "busy"
  | "gone"
  | "storage-failed"
  | "agreement-unsaved"
  | "page-unreadable"
  | "page-empty"
  | "panel-refused";
