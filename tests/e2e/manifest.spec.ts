import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { CHROMIUM_BUILD } from "../../scripts/chromium.mjs";

test("the build asks for no more than it needs, and runs nothing but its own scripts", async () => {
  const manifest = JSON.parse(await readFile(join(resolve(CHROMIUM_BUILD), "manifest.json"), "utf8")) as Record<
    string,
    unknown
  >;
  expect(manifest["host_permissions"]).toEqual(["https://chatgptt.me/*"]);
  expect(manifest["optional_host_permissions"]).toEqual(["https://*/*", "http://localhost/*", "http://127.0.0.1/*"]);
  expect(manifest["permissions"]).toEqual([
    "activeTab",
    "contextMenus",
    "declarativeNetRequestWithHostAccess",
    "offscreen",
    "scripting",
    "sidePanel",
    "storage",
    "unlimitedStorage",
  ]);
  for (const absent of [
    "content_scripts",
    "optional_permissions",
    "externally_connectable",
    "web_accessible_resources",
  ])
    expect(manifest).not.toHaveProperty(absent);
  const policy = (manifest["content_security_policy"] as Record<string, string>)["extension_pages"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|data:|\*\.|script-src [^;]*(?:http|wasm)/);
});
