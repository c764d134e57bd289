import type { ColourJob } from "./colour-job.ts";
import { doColourJob } from "./do-colour-job.ts";

/** Colours code in a worker. A grammar can take minutes for some code, and only a worker can be terminated. */
addEventListener("message", ({ data }: MessageEvent<ColourJob>) => {
  void doColourJob(data, (report) => postMessage(report));
});
