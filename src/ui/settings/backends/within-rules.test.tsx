// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { backendEntries, siteRecord } from "../../../backends/backends.test-tools.ts";
import { applyRules } from "../../../organisation/apply-rules.ts";
import { readRules } from "../../../organisation/rules.ts";
import { readSettings } from "../../../settings/settings.ts";
import { createUndo } from "../../client/undo-stack.ts";
import * as organisationCode from "../organisation/organisation-code.ts";
import { createTestSettings, doing, typeInto } from "../settings-page.test-tools.ts";
import { BackendsSection } from "./backends-section.tsx";
import { createFormWorld, loadDialog, SERVER } from "./form.test-tools.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => (key === "languageCode" ? "en" : [key, ...values].join(" ")),
}));

beforeEach(loadDialog);
afterEach(() => act(() => render(null, document.body)));

/** The settings of a person with a site and a server of their own, whose organisation has this policy. */
async function open(policy: Record<string, unknown>): Promise<void> {
  const entries = backendEntries([siteRecord("one.example"), SERVER], "site:https://one.example");
  const page = createTestSettings({}, entries);
  const rules = readRules(policy);
  if (rules === undefined) throw new Error("There are no rules");
  const { dependencies } = createFormWorld();
  await doing(() =>
    render(
      <BackendsSection
        {...dependencies}
        settings={readSettings(applyRules(page.area.stored, rules))}
        backends={page.backends}
        organisation={() => organisationCode}
        undo={createUndo()}
        update={page.update}
        healthNotes={signal(undefined)}
      />,
      document.body,
    ),
  );
}

const texts = (selector: string) => Array.from(document.querySelectorAll(selector), ({ textContent }) => textContent);
const buttons = (name: string) =>
  Array.from(document.querySelectorAll("button")).filter(({ textContent }) => textContent === name);
const item = (index: number) => document.querySelectorAll(".backends > li")[index];

it("shows what an organisation has set up and fixed, and lets nobody change it or add what it forbids", async () => {
  await open({
    backends: [{ name: "Desk", kind: "ollama", address: "http://127.0.0.1:11434" }],
    allowedKinds: ["ollama"],
    allowedAddresses: ["http://127.0.0.1:11434"],
    fixedOrder: true,
  });
  expect(texts(".backends .title")).toEqual(["DeskaskedFirstsetByOrganisation", "one.example", "Server"]);
  expect(document.querySelectorAll(".move-buttons, .drag-handle")).toHaveLength(0);
  expect(item(0)?.querySelectorAll("button")).toHaveLength(0);
  expect(item(1)?.querySelector(".facts")?.textContent).toBe("backendNotAllowed setByOrganisation");
  expect(document.querySelector(".sign-in")).toBeNull();
  expect(texts(".note")).toContain("ruleFixedOrder setByOrganisation");
  await doing(() => buttons("addBackend")[0]?.click());
  expect(Array.from(document.querySelectorAll("option"), ({ value }) => value)).toEqual(["ollama"]);
  const address = document.querySelector<HTMLInputElement>("dialog input[aria-describedby=backend-address-note]");
  await doing(() => typeInto(address, "http://127.0.0.1:9"));
  await doing(() => buttons("save")[0]?.click());
  expect(texts('[role="alert"]')).toEqual(["backendNotAllowed setByOrganisation"]);
});

it("says that nobody can be asked where an organisation allows nobody", async () => {
  await open({ allowedKinds: [] });
  expect([texts('[role="alert"]'), texts(".backends .name")]).toEqual([["noneAllowed"], ["one.example", "Server"]]);
  expect(buttons("addBackend")).toEqual([]);
});
