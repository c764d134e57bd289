import { log } from "../../scripts/run.mjs";
import { findCommand } from "./find-browser.ts";
import { installByApt } from "./install-by-apt.ts";

/** A screen in memory, and a hand for its keyboard and mouse (context menus belong to no page): programs, and packages. */
const PROGRAMS = { Xvfb: "xvfb", xdotool: "xdotool" };

/**
 * Sees to a virtual display for those end-to-end tests that need one, and installs it where that is possible. Where it is
 * not, these tests fail with a sentence of their own, and all others run.
 */
export async function installDisplay(): Promise<void> {
  const isMissing = ([program]: readonly [string, string]) => findCommand(program) === undefined;
  const missing = Object.entries(PROGRAMS).filter(isMissing);
  if (missing.length > 0) await installByApt(missing.map(([, name]) => name));
  const stillMissing = missing.filter(isMissing).map(([program]) => program);
  log(
    stillMissing.length === 0
      ? "A virtual display is installed."
      : `Some end-to-end tests will fail: they need ${stillMissing.join(" and ")}, which could not be installed.`,
  );
}
