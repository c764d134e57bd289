import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What has to be known of a browser to find it, and to install it. */
export interface BrowserKind {
  readonly name: "Chromium" | "Firefox";
  /** The variable of the environment by which a person names the program to take. */
  readonly variable: string;
  /** The oldest version that will do: the first with `Element.setHTML`. */
  readonly oldest: number;
  /** Its programs in the folders of `PATH`. */
  readonly commands: readonly string[];
  /** The program in the folder of applications on macOS. */
  readonly macProgram: string;
  /** The program in a folder of programs on Windows. */
  readonly windowsProgram: string;
  /** Its packages for apt-get, of which one is enough. */
  readonly packages: readonly string[];
}

/** Google Chrome is left out, because from version 137 on it ignores `--load-extension`. */
export const CHROMIUM: BrowserKind = {
  name: "Chromium",
  variable: "CHROMIUM_PATH",
  oldest: 146,
  commands: ["chromium", "chromium-browser"],
  macProgram: join("Chromium.app", "Contents", "MacOS", "Chromium"),
  windowsProgram: join("Chromium", "Application", "chrome.exe"),
  packages: ["chromium"],
};

export const FIREFOX: BrowserKind = {
  name: "Firefox",
  variable: "FIREFOX_PATH",
  oldest: 148,
  commands: ["firefox", "firefox-esr"],
  macProgram: join("Firefox.app", "Contents", "MacOS", "firefox"),
  windowsProgram: join("Mozilla Firefox", "firefox.exe"),
  // Debian's name for it, and that of others.
  packages: ["firefox-esr", "firefox"],
};

/**
 * Finds all programs of a browser on this machine, in the order in which to try them: the one that its variable names,
 * be it there or not, or else those in the places where systems keep it. Neither starts them nor looks at their version.
 *
 * @param environment default: this process's
 * @param platform default: this machine's
 * @returns their paths
 */
export function findBrowsers(kind: BrowserKind, environment = process.env, platform = process.platform): string[] {
  const named = environment[kind.variable] ?? "";
  if (named !== "") return [named];
  return placesOf(kind, environment, platform).filter((place) => isProgram(place, platform));
}

/**
 * The browser to run tests in: the first that `findBrowsers` finds.
 *
 * @throws where there is none
 */
export function requireBrowser(kind: BrowserKind): string {
  const [path] = findBrowsers(kind);
  if (path === undefined) throw new Error(`No ${kind.name} on this machine; \`npm test\` installs one`);
  return path;
}

/** Where a program of this name is, of those in the folders of `PATH`. */
export function findCommand(name: string, environment = process.env, platform = process.platform): string | undefined {
  return placesInPath([name], environment).find((place) => isProgram(place, platform));
}

function placesOf(kind: BrowserKind, environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  switch (platform) {
    case "darwin":
      // Everybody's applications, and the person's own.
      return ["/Applications", join(environment["HOME"] ?? "/", "Applications")].map((folder) =>
        join(folder, kind.macProgram),
      );
    case "win32":
      return ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"]
        .map((variable) => environment[variable])
        .filter((folder) => folder !== undefined)
        .map((folder) => join(folder, kind.windowsProgram));
    default:
      return placesInPath(kind.commands, environment);
  }
}

function placesInPath(names: readonly string[], environment: NodeJS.ProcessEnv): string[] {
  return (environment["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

function isProgram(path: string, platform: NodeJS.Platform): boolean {
  if (!existsSync(path)) return false;
  if (platform === "win32") return true;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
