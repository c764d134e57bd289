import { expect, test } from "vitest";
import { createEntries } from "../entries/entries.ts";
import { createTestArea, createTestLock } from "../entries/test-area.test-tools.ts";
import { allowContext } from "./allow-context.ts";

const ollama = {
  id: "o",
  type: "ollama",
  name: "Ollama",
  config: { think: false, later: 1 },
  agreedAt: 5,
  flavour: "new",
};

function start(stored: Record<string, unknown>) {
  const area = createTestArea({ "entries-version": 1, ...stored });
  return { area, entries: createEntries(area, () => ({}), createTestLock()) };
}

test("what a backend may take is raised and never lowered, and all else of it stays", async () => {
  const { area, entries } = start({ "backend:o": ollama });
  await allowContext(entries, "o", 65_536);
  const raised = { ...ollama, config: { ...ollama.config, contextTokens: 65_536 } };
  expect(area.stored["backend:o"]).toEqual(raised);
  await allowContext(entries, "o", 8192);
  expect(area.stored["backend:o"]).toEqual(raised);
});

test("a backend that is gone gets no record", async () => {
  const { area, entries } = start({});
  await expect(allowContext(entries, "o", 8192)).rejects.toMatchObject({ kind: "no-backend" });
  expect(area.stored).toEqual({ "entries-version": 1 });
});
