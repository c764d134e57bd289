import { PROXY_BUILD } from "../support/builds.ts";
import { openProxySettings } from "./proxy-settings.ts";
import { expect, test } from "./test.ts";

test.describe("the build with a proxy", () => {
  test.use({ browserOptions: { build: PROXY_BUILD } });

  test("what is no proxy is not switched on", async ({ extension }) => {
    const settings = await openProxySettings(extension);
    await settings.toggle.click();
    await expect(settings.alert).toHaveText(
      "This is not the address of a proxy. It looks like http://host:3128 or socks5://host:1080.",
    );
    await expect(settings.toggle).not.toBeChecked();
    await settings.fill("socks5://localhost", "me", "secret");
    await settings.toggle.click();
    await expect(settings.alert).toHaveText(
      "This browser gives no user and password to a socks5:// proxy. Leave them empty, or use an http:// or https:// proxy.",
    );
    await expect(settings.toggle).not.toBeChecked();
    await settings.fill("socks5://me:secret@localhost");
    await settings.button("Save").click();
    await expect(settings.alert).toHaveText(/^This browser gives no user/);
    await expect(settings.button("Test")).toBeDisabled();
  });
});

test("the build that most people have says why it has no proxy, and how to get one", async ({ extension }) => {
  const settings = await openProxySettings(extension);
  await expect(settings.section).toContainText("npm run build:proxy");
  await expect(settings.toggle).toHaveCount(0);
  await expect(settings.address).toHaveCount(0);
});
