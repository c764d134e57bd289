import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { CHROMIUM_BUILD, FIREFOX_BUILD, PROXY_BUILD } from "../support/builds.ts";

async function readManifest(build: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(resolve(build), "manifest.json"), "utf8")) as Record<string, unknown>;
}

test("the build asks for no more than it needs, and runs nothing but its own scripts", async () => {
  const manifest = await readManifest(CHROMIUM_BUILD);
  expect(manifest["host_permissions"]).toEqual(["https://chatgptt.me/*"]);
  expect(manifest["optional_host_permissions"]).toEqual(["https://*/*", "http://*/*"]);
  expect((manifest["permissions"] as string[]).toSorted()).toEqual([
    "activeTab",
    "contextMenus",
    "declarativeNetRequestWithHostAccess",
    "offscreen",
    "scripting",
    "sidePanel",
    "storage",
    "unlimitedStorage",
  ]);
  expect(manifest["optional_permissions"]).toEqual(["identity"]);
  for (const absent of ["content_scripts", "externally_connectable", "web_accessible_resources"])
    expect(manifest).not.toHaveProperty(absent);
  const policy = (manifest["content_security_policy"] as Record<string, string>)["extension_pages"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src https: http:;");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|data:|\*\.|script-src [^;]*(?:http|wasm)/);
});

test("Firefox's build asks for the proxy when it is wanted, and opens nothing at install", async () => {
  const manifest = await readManifest(FIREFOX_BUILD);
  expect(manifest).toMatchObject({
    host_permissions: ["https://chatgptt.me/*"],
    optional_permissions: ["proxy", "webRequest", "webRequestBlocking"],
    browser_specific_settings: {
      gecko: {
        id: "sidenote@extension",
        strict_min_version: "148.0",
        data_collection_permissions: { required: ["personalCommunications", "websiteContent"] },
      },
      gecko_android: { strict_min_version: "148.0" },
    },
    sidebar_action: { open_at_install: false },
  });
  expect(manifest["permissions"]).toEqual([
    "activeTab",
    "contextMenus",
    "declarativeNetRequestWithHostAccess",
    "scripting",
    "storage",
    "unlimitedStorage",
    "identity",
  ]);
});

test("the build with a proxy has three permissions more, and else what the other has", async () => {
  const [{ permissions: usual, ...rest }, { permissions, ...others }] = await Promise.all([
    readManifest(CHROMIUM_BUILD),
    readManifest(PROXY_BUILD),
  ]);
  expect(others).toEqual(rest);
  expect(new Set(permissions as string[])).toEqual(
    new Set([...(usual as string[]), "proxy", "webRequest", "webRequestAuthProvider"]),
  );
});
