import { giveAccess } from "../e2e/give-access.ts";
import { seedBackends } from "../e2e/seed-backend.ts";
import { benchmarkAnswer } from "../practice-site/practice-site.ts";
import type { BenchEnvironment } from "./environment.ts";
import { startLocalModel } from "./local-model.ts";
import { alone, type Line, seconds } from "./report-lines.ts";
import { measureOurs, median, streamEnd } from "./streams.ts";
import type { AnswerCost } from "./watch-page.ts";

/** What the same answer costs the panel from two backends. */
export interface FormatCosts {
  site: AnswerCost;
  local: AnswerCost;
}

const TOKENS = 2_000;
const TOKENS_PER_SECOND = 200;
const RUNS = 3;
/** How much more the other format may cost. */
const LIMIT = 1.05;

/** One answer from the chat site, and from a server that sends it in the format of llama.cpp, by turns. */
export async function measureFormats(environment: BenchEnvironment): Promise<FormatCosts> {
  const { site, context, extensionUrl, newPage } = environment;
  const answer = benchmarkAnswer(TOKENS);
  site.set({ answer, tokensPerSecond: TOKENS_PER_SECOND });
  const model = await startLocalModel(answer, TOKENS_PER_SECOND);
  await giveAccess(context, extensionUrl, "http://127.0.0.1/*");
  const page = await newPage(`${extensionUrl}options.html`);
  const config = { baseUrl: model.baseUrl };
  const local = { id: "local", type: "openai-compatible", model: "tiny", config } as const;
  await seedBackends({ background: async () => page }, { backends: [local] });
  const choose = (id: string) => page.evaluate((chosen) => chrome.storage.local.set({ "chosen-backend": chosen }), id);

  const costs: Record<keyof FormatCosts, AnswerCost[]> = { site: [], local: [] };
  for (let run = 0; run < RUNS; run += 1) {
    await choose("chatgptt");
    costs.site.push(await measureOurs(environment, () => streamEnd(site)));
    await choose(local.id);
    costs.local.push(await measureOurs(environment, () => model.nextEnd()));
  }
  await choose("chatgptt");
  await page.close();
  await model.close();
  return { site: median(costs.site, "mainThreadMs"), local: median(costs.local, "mainThreadMs") };
}

/** The lines of the report. */
export function formatLines({ site, local }: FormatCosts): Line[] {
  const name = "2,000 tokens at 200/s in llama.cpp's format";
  return (["doneMs", "mainThreadMs"] as const).map((figure) => {
    const ratio = local[figure] / site[figure];
    const limit = `${LIMIT} × chatgptt.me's (${seconds(site[figure])}; ${ratio.toFixed(2)} ×)`;
    return alone(
      `${name}: ${figure === "doneMs" ? "done" : "main thread"}`,
      seconds(local[figure]),
      limit,
      ratio <= LIMIT,
    );
  });
}
