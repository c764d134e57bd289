import { mkdir, readFile, writeFile } from "node:fs/promises";
import { measureCodeBlocks } from "./code-blocks.ts";
import { measureFirstLetters } from "./first-letter.ts";
import { measureFormats } from "./format-stream.ts";
import { measureHidden } from "./hidden.ts";
import { measureHistory } from "./history.ts";
import { measureIdle } from "./idle.ts";
import { measureLargePage } from "./large-page.ts";
import { measureLongConversation } from "./long-conversation.ts";
import { writeReport } from "./report.ts";
import { measureSizes } from "./sizes.ts";
import { measureStarts } from "./start.ts";
import { measureStreams } from "./streams.ts";
import { startEnvironment } from "./environment.ts";

const REPORT = "docs/benchmarks.md";
/** What a person wrote below the table stays. */
const NOTES = "\n## Notes\n";

const environment = await startEnvironment();
try {
  const { browserVersion } = environment;
  const starts = await measureStarts(environment);
  const streams = await measureStreams(environment);
  const formats = await measureFormats(environment);
  const firstLetters = await measureFirstLetters(environment);
  const largePage = await measureLargePage(environment);
  const long = await measureLongConversation(environment);
  const codeBlocks = await measureCodeBlocks(environment);
  const hidden = await measureHidden(environment);
  const idle = await measureIdle(environment.site);
  const histories = [await measureHistory(environment.site, 200), await measureHistory(environment.site, 2_000)];
  const sizes = await measureSizes();
  const report = writeReport({
    browserVersion,
    streams,
    formats,
    firstLetters,
    largePage,
    starts,
    long,
    codeBlocks,
    hidden,
    idle,
    histories,
    sizes,
  });
  await mkdir("docs", { recursive: true });
  const old = await readFile(REPORT, "utf8").catch(() => "");
  const notes = old.includes(NOTES) ? old.slice(old.indexOf(NOTES)) : "";
  await writeFile(REPORT, report + notes);
  process.stdout.write(report);
} finally {
  await environment.close();
}
