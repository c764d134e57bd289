import { parseArgs } from "node:util";
import { installChromium } from "./install-chromium.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { installFirefox } from "./install-firefox.mjs";
import { launchChromium } from "./launch-chromium.mjs";
import { launchFirefox } from "./launch-firefox.mjs";
import { runScript, runTool, log, CliError } from "./run.mjs";

const HELP = `npm start                try Sidenote against a practice site on this machine
npm start -- --live      try it with the real chatgptt.me
npm start -- --firefox   try it in Firefox; goes with --live, too`;

/** What differs between the browsers. */
const CHROMIUM = { name: "Chromium", install: installChromium, build: ["build"], launch: launchChromium };
const FIREFOX = {
  name: "Firefox",
  install: installFirefox,
  build: ["build", "--browser", "firefox"],
  launch: launchFirefox,
};

/** What to read with \`--live\`, where no practice site serves the article. */
const LIVE_ARTICLE = "https://en.wikipedia.org/wiki/Marginalia";

/** As fast as one reads, after a moment of thought. */
const LIFELIKE = { firstByteMs: 600, tokensPerSecond: 40 };

await runScript(async () => {
  const { live, firefox, help } = readArguments();
  if (help) return log(HELP);
  refuseWithoutDisplay();
  log("1/5 Dependencies");
  await installDependencies();
  const { name, install, build, launch } = firefox ? FIREFOX : CHROMIUM;
  log(`2/5 ${name}`);
  const executablePath = await install();
  log("3/5 Building the extension");
  if ((await runTool("wxt", "wxt", build)) !== 0) throw new CliError("The extension could not be built; see above.");
  await openBrowser((site) => launch(executablePath, site), live);
});

function readArguments() {
  try {
    const options = /** @type {const} */ ({
      live: { type: "boolean" },
      firefox: { type: "boolean" },
      help: { type: "boolean" },
    });
    const { values } = parseArgs({ options });
    return { live: values.live === true, firefox: values.firefox === true, help: values.help === true };
  } catch (error) {
    throw new CliError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function refuseWithoutDisplay() {
  const { DISPLAY = "", WAYLAND_DISPLAY = "" } = process.env;
  if (process.platform !== "linux" || DISPLAY !== "" || WAYLAND_DISPLAY !== "") return;
  throw new CliError(
    "There is no display here to open a browser on. With a virtual display it works: xvfb-run -a npm start\n" +
      "(xvfb-run comes with: apt-get install xvfb. To run the tests, which need no display: npm test)",
  );
}

/**
 * Opens the browser, and comes back when the person closes it or presses Ctrl+C.
 *
 * @param {(
 *   site: import("../tests/practice-site/practice-site.ts").PracticeSite | undefined,
 * ) => Promise<import("./launch-chromium.mjs").OpenBrowser>} launch
 * @param {boolean} live
 */
async function openBrowser(launch, live) {
  const stopped = stopSignal();
  /** @type {(() => Promise<void>)[]} */
  const cleanups = [];
  try {
    log(live ? "4/5 No practice site: questions go to the real chatgptt.me" : "4/5 Starting the practice site");
    const site = live ? undefined : await startPracticeSite();
    if (site !== undefined) cleanups.unshift(() => site.close());
    log("5/5 Opening the browser");
    const browser = await launch(site);
    cleanups.unshift(browser.close);
    const ended = Promise.race([stopped, browser.ended]);
    const opened = await Promise.race([browser.openPanel(site?.article() ?? LIVE_ARTICLE), ended]);
    if (opened === true) log("\nThe panel is open: ask away.");
    if (opened === false) log("\nPress Alt+S on the page to open the panel.");
    if (site !== undefined) log("The practice site answers; tests/practice-site/README.md tells what it can do.");
    log("Close the browser or press Ctrl+C to end.");
    await ended;
  } finally {
    for (const clean of cleanups) await clean().catch((error) => log(String(error)));
  }
  // npm would report an error for any other code, though nothing went wrong.
  process.exit(0);
}

/** @returns {Promise<void>} */
function stopSignal() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.once(signal, () => resolve());
  });
}

async function startPracticeSite() {
  const { createJiti } = await import("jiti");
  /** @type {typeof import("../tests/practice-site/practice-site.ts")} */
  const practice = await createJiti(import.meta.url).import("../tests/practice-site/practice-site.ts");
  return practice.startPracticeSite({ switches: LIFELIKE });
}
