import type { PracticeSite } from "../practice-site/practice-site.ts";
import { PRACTICE_HOSTS } from "./practice-hosts.ts";

export interface ChromiumOptions {
  /** The folder of the unpacked extension, as an absolute path. Without one it can be loaded later, over the protocol's pipe. */
  extension?: string | undefined;
  /** The practice site that stands in for chatgptt.me; without it, questions go to the real one. */
  practiceSite?: Pick<PracticeSite, "port" | "certificateHash"> | undefined;
}

/**
 * Arguments for a Chromium with the extension. With a practice site its hosts lead there, and its certificate, and no other
 * that is self-signed, is taken: the extension is tried exactly as it ships.
 */
export function chromiumArguments({ extension, practiceSite }: ChromiumOptions): string[] {
  const site =
    practiceSite === undefined
      ? []
      : [
          `--host-resolver-rules=${PRACTICE_HOSTS.map((host) => `MAP ${host}:443 127.0.0.1:${practiceSite.port}`).join(",")}`,
          `--ignore-certificate-errors-spki-list=${practiceSite.certificateHash}`,
        ];
  return [
    ...(extension === undefined
      ? ["--enable-unsafe-extension-debugging"]
      : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
    "--disable-gpu",
    // The mapping leads to a TCP port.
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-search-engine-choice-screen",
    ...site,
  ];
}
