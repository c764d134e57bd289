// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { backendEntries, siteRecord } from "../../../backends/backends.test-tools.ts";
import { createUndo } from "../../client/undo-stack.ts";
import { createTestSettings, doing } from "../settings-page.test-tools.ts";
import { BackendsSection } from "./backends-section.tsx";
import { createFormWorld, loadDialog } from "./form.test-tools.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => (key === "languageCode" ? "en" : [key, ...values].join(" ")),
}));

let page: ReturnType<typeof createTestSettings>;
let world: ReturnType<typeof createFormWorld>;

async function open(isPrivate = false): Promise<void> {
  page = createTestSettings({}, backendEntries([siteRecord("one.example")]));
  world = createFormWorld();
  const Page = () => (
    <BackendsSection
      {...world.dependencies}
      {...(isPrivate && { keys: undefined })}
      settings={page.settings.value}
      backends={page.backends}
      healthNotes={signal(undefined)}
      undo={createUndo()}
      update={page.update}
    />
  );
  await doing(() => render(<Page />, document.body));
}
beforeEach(loadDialog);
beforeEach(() => open());
afterEach(() => act(() => render(null, document.body)));

const names = () => page.settings.value.backends.usable.map(({ name }) => name);
const dialog = () => document.querySelector("dialog");

async function signIn(): Promise<void> {
  await doing(() => document.querySelector<HTMLButtonElement>(".sign-in button")?.click());
  await doing(() => undefined);
}

it("makes a backend of a sign-in, and asks in its dialog for the model, with what free ones may do", async () => {
  const models = ["a:free", "b"].map((id) => ({ id, input: ["text"] as const }));
  world.dependencies.test.mockResolvedValue({ models, problem: null, allowance: { left: 1, limit: 50 } });
  world.dependencies.signIn.mockResolvedValue({ type: "key", keyId: "backend:key:new" });
  await signIn();
  expect(world.dependencies.signInAccess).toHaveBeenCalledExactlyOnceWith("https://openrouter.ai/*");
  expect(names()).toContain("OpenRouter");
  expect(dialog()?.querySelector("h2")?.textContent).toBe("editBackend");
  expect(dialog()?.textContent).toMatch(/signedInOpenRouter.*freeModelsHelp freeLeft_one 1 50/);
  expect(document.querySelectorAll(".sign-in")).toHaveLength(0);
  expect(document.activeElement).toBe(dialog()?.querySelector("[role=combobox]"));
});

it("says what came of a sign-in that gave no key, and offers none where no key can be kept", async () => {
  await signIn();
  expect(document.querySelector(".sign-in [role=status]")?.textContent).toBe("signInCancelled");
  expect([names(), dialog()]).toEqual([["chatgptt.me", "one.example"], null]);
  await open(true);
  expect(document.querySelector(".sign-in")).toBeNull();
});
