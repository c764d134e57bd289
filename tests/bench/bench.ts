import { mkdir, readFile, writeFile } from "node:fs/promises";
import { measureCodeBlocks } from "./code-blocks.ts";
import { measureFirstLetters } from "./first-letter.ts";
import { measureHidden } from "./hidden.ts";
import { measureHistory } from "./history.ts";
import { measureIdle } from "./idle.ts";
import { measureLargePage } from "./large-page.ts";
import { measureLongConversation } from "./long-conversation.ts";
import { writeReport } from "./report.ts";
import { measureSizes } from "./sizes.ts";
import { measureStarts } from "./start.ts";
import { measureStreams } from "./streams.ts";
import { startSurroundings } from "./surroundings.ts";

const REPORT = "docs/benchmarks.md";
/** What a person wrote below the table stays. */
const NOTES = "\n## Notes\n";

const surroundings = await startSurroundings();
try {
  const { browserVersion } = surroundings;
  const starts = await measureStarts(surroundings);
  const streams = await measureStreams(surroundings);
  const firstLetters = await measureFirstLetters(surroundings);
  const largePage = await measureLargePage(surroundings);
  const long = await measureLongConversation(surroundings);
  const codeBlocks = await measureCodeBlocks(surroundings);
  const hidden = await measureHidden(surroundings);
  const idle = await measureIdle(surroundings.site);
  const histories = [await measureHistory(surroundings.site, 200), await measureHistory(surroundings.site, 2_000)];
  const sizes = await measureSizes();
  const report = writeReport({
    browserVersion,
    streams,
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
  await surroundings.close();
}
