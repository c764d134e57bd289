import { describe, expect, it } from "vitest";
import { chromiumArguments } from "./chromium-arguments.ts";

describe("chromiumArguments", () => {
  it("maps the hosts and trusts the certificate of the practice site alone", () => {
    const practiceSite = { port: 4321, certificateHash: "hash=" };
    const programArguments = chromiumArguments({ extension: "/build", practiceSite });
    expect(programArguments).toContain("--load-extension=/build");
    expect(programArguments).toContain("--ignore-certificate-errors-spki-list=hash=");
    expect(programArguments).toContain(
      "--host-resolver-rules=MAP chatgptt.me:443 127.0.0.1:4321,MAP practice.sidenote.test:443 127.0.0.1:4321,MAP other.sidenote.test:443 127.0.0.1:4321,MAP openrouter.ai:443 127.0.0.1:4321",
    );
  });

  it("leaves the network as it is without one", () => {
    expect(chromiumArguments({ extension: "/build" }).join(" ")).not.toMatch(/resolver|certificate/);
  });

  it("lets an extension be loaded later where none is named", () => {
    expect(chromiumArguments({ extension: "/build" })).not.toContain("--enable-unsafe-extension-debugging");
    expect(chromiumArguments({})).toContain("--enable-unsafe-extension-debugging");
    expect(chromiumArguments({}).join(" ")).not.toMatch(/load-extension/);
  });
});
