import { mkdir, rm, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** Programs by which Chromium takes an extension that goes out of the menus and icons of a Linux desktop. */
const DESKTOP_PROGRAMS = ["xdg-desktop-menu", "xdg-icon-resource"];

/**
 * A `PATH` on which these programs do nothing: they take a twentieth of the time of each test, and a browser under test has
 * nothing to change on the desktop of the person who tests.
 *
 * @param folder where the programs are put; it goes with the browser's profile
 */
export async function pathWithoutDesktop(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of DESKTOP_PROGRAMS) {
    await rm(join(folder, name), { force: true });
    await symlink("/bin/true", join(folder, name));
  }
  return [folder, process.env["PATH"]].join(delimiter);
}
