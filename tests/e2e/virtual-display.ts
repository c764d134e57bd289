import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

/** A screen of its own, with a keyboard and a mouse: what a person does outside of pages (menus) can be done there. */
export interface VirtualDisplay {
  /** For the environment of programs that shall appear there, e.g. `:99`. */
  readonly name: string;
  /** Moves the mouse to a place on the screen, in pixels, and clicks. */
  click(x: number, y: number, button: "left" | "right"): Promise<void>;
  /** Presses keys one after the other, named as `xdotool` names them. */
  press(...keys: string[]): Promise<void>;
  /** How many windows are on the screen, menus included. */
  windows(): Promise<number>;
  /** The colour of a place on the screen, in pixels, as a number that is the same for the same colour. */
  colour(x: number, y: number): Promise<number>;
  /** Resolves when nothing in the uppermost lines of the screen has changed for this long. */
  still(lines: number, milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const run = promisify(execFile);

const NEEDS = "This test needs a virtual display: Xvfb and xdotool, which are not installed here.";

/** Rejects with a sentence where the programs for it are missing. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  // Without a display it says no; what counts is that it is there.
  await run("xdotool", ["version"]).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") throw new Error(NEEDS, { cause });
  });
  const folder = await mkdtemp(join(tmpdir(), "sidenote-display-"));
  const server = spawn(
    "Xvfb",
    ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-fbdir", folder],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const [number] = (await Promise.race([
    once(server.stdout, "data"),
    once(server, "error").then(([cause]) => Promise.reject(new Error(NEEDS, { cause }))),
  ])) as [Buffer];
  const name = `:${String(number).trim()}`;
  const env = { ...process.env, DISPLAY: name };
  const readScreen = () => readFile(join(folder, "Xvfb_screen0"));
  return {
    name,
    async click(x, y, button) {
      await run("xdotool", ["mousemove", String(x), String(y), "click", button === "left" ? "1" : "3"], { env });
    },
    async press(...keys) {
      await run("xdotool", ["key", "--delay", "60", ...keys], { env });
    },
    async windows() {
      const { stdout } = await run("xdotool", ["search", "--onlyvisible", "--name", ".*"], { env });
      return stdout.trim().split("\n").length;
    },
    colour: async (x, y) => readColour(await readScreen(), x, y),
    async still(lines, milliseconds) {
      const readTop = async () => readLines(await readScreen(), lines);
      let top = await readTop();
      let since = Date.now();
      while (Date.now() - since < milliseconds) {
        await wait(50);
        const now = await readTop();
        if (!now.equals(top)) since = Date.now();
        top = now;
      }
    },
    async close() {
      const ended = once(server, "exit");
      if (server.kill()) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where the lines of a screen in the XWD format begin, behind a header and a table of colours, and how long they are. */
function layout(screen: Buffer): { start: number; bytesPerLine: number } {
  return { start: screen.readUInt32BE(0) + screen.readUInt32BE(76) * 12, bytesPerLine: screen.readUInt32BE(48) };
}

function readColour(screen: Buffer, x: number, y: number): number {
  const { start, bytesPerLine } = layout(screen);
  return screen.readUInt32LE(start + y * bytesPerLine + x * 4);
}

function readLines(screen: Buffer, lines: number): Buffer {
  const { start, bytesPerLine } = layout(screen);
  return screen.subarray(start, start + lines * bytesPerLine);
}
