import { execFile } from "node:child_process";
import { networkInterfaces } from "node:os";
import { promisify } from "node:util";
import { reachOf } from "../../src/providers/transport/host-reach.ts";

const runProgram = promisify(execFile);

/** An address of this machine in a private network, as it stands in the address of a server. */
export interface PrivateAddress {
  host: string;
  /** Takes it away again, if the machine did not have it before. */
  release(): Promise<void>;
}

/**
 * Returns an address that the machine has, or else gives it one for a while, where it may.
 * @param number tells addresses of tests apart that run at the same time
 * @returns undefined if the machine has none and cannot be given one
 */
export async function privateAddress(number: number): Promise<PrivateAddress | undefined> {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .find(
      ({ family, internal, address }) => family === "IPv4" && !internal && reachOf(`http://${address}`) === "network",
    );
  if (found !== undefined) return { host: found.address, release: async () => undefined };
  const host = `192.168.77.${100 + number}`;
  const change = (what: "add" | "del") => runProgram("ip", ["address", what, `${host}/32`, "dev", "lo"]);
  try {
    await change("add");
  } catch (error) {
    // One that a test before could not take away is as good.
    if (!/File exists|already assigned/.test(String(error))) return undefined;
  }
  return { host, release: async () => void (await change("del")) };
}
