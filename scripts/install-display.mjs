import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installByApt } from "./apt.mjs";
import { log } from "./run.mjs";

/** A screen in memory, and a hand for its keyboard and mouse: context menus belong to no page. */
const PROGRAMS = { Xvfb: "xvfb", xdotool: "xdotool" };

/**
 * Sees to a virtual display for those end-to-end tests that need one, and installs it where that is possible. Where it is
 * not, these tests fail with a sentence of their own, and all others run.
 */
export async function installDisplay() {
  const missing = Object.entries(PROGRAMS).filter(([program]) => !isInstalled(program));
  if (missing.length > 0) await installByApt(missing.map(([, name]) => name));
  const stillMissing = missing.map(([program]) => program).filter((program) => !isInstalled(program));
  log(
    stillMissing.length === 0
      ? "A virtual display is installed."
      : `Some end-to-end tests will fail: they need ${stillMissing.join(" and ")}, which could not be installed.`,
  );
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
