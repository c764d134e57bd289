import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect } from "./test.ts";

/** Opens the settings, and in them the dialog in which a backend is added, as a person knows it. */
export async function openBackendDialog(extension: ExtensionBrowser) {
  const page = await extension.openTab("options.html");
  await page.getByRole("button", { name: "Add a backend" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a backend" });
  await expect(dialog).toBeVisible();
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  const options = dialog.getByRole("option");
  const model = dialog.getByRole("combobox", { name: "Model", exact: true });
  return {
    page,
    dialog,
    kind: dialog.getByRole("combobox", { name: /^Kind/ }),
    address: dialog.getByRole("textbox", { name: "Address" }),
    key: dialog.getByRole("textbox", { name: /^Key$/ }),
    model,
    result: dialog.getByRole("status", { name: "Test result" }),
    items: page.getByRole("list", { name: "Backends" }).getByRole("listitem"),
    button,
    async chooseModel(name: string) {
      await model.click();
      await dialog.getByRole("listbox", { name: "Model" }).getByRole("option", { name }).click();
      await expect(options.filter({ hasText: name })).toHaveCount(0);
      await expect(model).toHaveValue(name);
    },
    async save() {
      await button("Save").click();
      await expect(dialog).toBeHidden();
      await extension.page.bringToFront();
    },
  };
}
