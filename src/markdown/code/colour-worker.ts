import type { ColourJob } from "./colour-job.ts";
import { doColourJob } from "./do-colour-job.ts";

/** Colours code off the page's thread: some code takes a grammar minutes, and only a worker can be ended meanwhile. */
addEventListener("message", ({ data }: MessageEvent<ColourJob>) => {
  void doColourJob(data, (report) => postMessage(report));
});
