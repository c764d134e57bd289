import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installByApt } from "./apt.mjs";
import { say, Stop } from "./run.mjs";

/** A screen in memory, and a hand for its keyboard and mouse: context menus belong to no page. */
const PROGRAMS = { Xvfb: "xvfb", xdotool: "xdotool" };

/** Makes sure that the end-to-end tests have a virtual display. Installs it where that is possible. */
export async function installDisplay() {
  const missing = Object.entries(PROGRAMS).filter(([program]) => !isInstalled(program));
  if (missing.length > 0) await installByApt(missing.map(([, name]) => name));
  const stillMissing = missing.map(([program]) => program).filter((program) => !isInstalled(program));
  if (stillMissing.length > 0) {
    throw new Stop(`The end-to-end tests need ${stillMissing.join(" and ")}. Install them and run this again.`);
  }
  say("A virtual display is installed.");
}

/**
 * @param {string} program
 * @returns {boolean}
 */
function isInstalled(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
