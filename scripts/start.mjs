import { parseArgs } from "node:util";
import { installDependencies } from "./install-dependencies.mjs";
import { CliError, importSupport, log, runScript } from "./run.mjs";

const HELP = `npm start                try Sidenote against a practice site on this machine
npm start -- --live      try it with the real chatgptt.me
npm start -- --firefox   try it in Firefox; goes with --live, too
npm run dev              the same, and each change of the code comes into the browser
npm run dev:firefox      that in Firefox`;

await runScript(async () => {
  const { help, live = false, firefox = false, dev = false } = readArguments();
  if (help) return log(HELP);
  refuseWithoutDisplay();
  log("1/5 Dependencies");
  await installDependencies();
  /** @type {typeof import("../tests/support/open-sidenote.ts")} */
  const { openSidenote } = await importSupport("open-sidenote.ts");
  await openSidenote({ browser: firefox ? "firefox" : "chrome", live, development: dev });
  // npm would report an error for any other code, though nothing went wrong.
  process.exit(0);
});

function readArguments() {
  const flag = /** @type {const} */ ({ type: "boolean" });
  try {
    return parseArgs({ options: { live: flag, firefox: flag, dev: flag, help: flag } }).values;
  } catch (error) {
    throw new CliError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function refuseWithoutDisplay() {
  const { DISPLAY = "", WAYLAND_DISPLAY = "" } = process.env;
  if (process.platform !== "linux" || DISPLAY !== "" || WAYLAND_DISPLAY !== "") return;
  const command = process.env.npm_lifecycle_event === "start" ? "npm start" : "npm run dev";
  throw new CliError(
    `There is no display here to open a browser on. With a virtual display it works: xvfb-run -a ${command}\n` +
      "(xvfb-run comes with: apt-get install xvfb. To run the tests, which need no display: npm test)",
  );
}
