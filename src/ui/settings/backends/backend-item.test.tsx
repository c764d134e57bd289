// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { backendEntries } from "../../../backends/backends.test-tools.ts";
import { createTestSettings, doing } from "../settings-page.test-tools.ts";
import { UnreadableItem } from "./backend-item.tsx";
import { SERVER } from "./form.test-tools.ts";
import { NeverPagesBox } from "./never-pages-box.tsx";

vi.mock("../../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

afterEach(() => act(() => render(null, document.body)));

it("lets the person keep text of pages from a backend, and keeps all else that is stored of it", async () => {
  const page = createTestSettings({}, backendEntries([{ ...SERVER, flavour: "new" }]));
  const server = () => page.settings.value.backends.usable.find(({ id }) => id === SERVER.id) ?? SERVER;
  const change = (neverPages: boolean) => void page.backends.update(SERVER.id, { neverPages });
  const Box = () => <NeverPagesBox backend={server()} change={change} />;
  await doing(() => render(<Box />, document.body));
  const box = () => document.querySelector("input");
  expect([document.querySelector("label")?.textContent, box()?.checked]).toEqual(["neverPages", false]);
  for (const neverPages of [true, false]) {
    await doing(() => box()?.click());
    expect(page.area.stored[`backend:${SERVER.id}`]).toEqual({ ...SERVER, flavour: "new", neverPages });
    expect(box()?.checked).toBe(neverPages);
  }
});

it("takes a choice that only a later version understands for one that keeps pages away", () => {
  const record = { ...SERVER, neverPages: { from: ["https://bees.example/*"] } };
  const page = createTestSettings({}, backendEntries([record as never]));
  expect(page.settings.value.backends.usable.at(-1)?.neverPages).toBe(true);
});

it("says of a backend that would be asked without encryption that it is not asked, and why", async () => {
  const remove = () => undefined;
  await doing(() => render(<UnreadableItem id="far" name="Far" reason="not-secure" remove={remove} />, document.body));
  expect(document.body.textContent).toContain("notAskedInsecure");
});
