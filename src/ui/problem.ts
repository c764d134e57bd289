/** Why something that the person did led to nothing; shown near the composer. */
export type Problem = PageProblem | "busy" | "gone" | "storage-failed" | "agreement-unsaved" | "panel-refused";

/** Why the page gave nothing to ask about. */
export type PageProblem =
  | "page-unreadable"
  | "page-empty"
  | "page-silent"
  | "page-pdf"
  | "page-picture"
  | "page-closed-frames";
