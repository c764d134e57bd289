/**
 * A stand-in for chatgptt.me on loopback: `startPracticeSite()` gives a server whose answers a test steers with
 * switches, and which keeps every request as it came over the wire. See README.md beside this file.
 */
export { startPracticeSite } from "./server.ts";
export type { PracticeSite, PracticeSiteOptions } from "./server.ts";
export type { ReceivedRequest } from "./received.ts";
export type { FailureName } from "./failures.ts";
export type { PracticePage, Switches } from "./switches.ts";
export { ARTICLE_HOST, articleAddress } from "./article.ts";
export type { ArticleLanguage } from "./article.ts";
export { benchmarkAnswer, END_SENTINEL } from "./benchmark-answer.ts";
export { readRecording, recordingBody, recordingNames } from "./recordings.ts";
export type { Recording } from "./recordings.ts";
