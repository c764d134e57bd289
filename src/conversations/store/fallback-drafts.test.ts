import { expect, test, vi } from "vitest";
import { createMemory, createStoreInMemory } from "./memory.test-tools.ts";
import { createFallbackDrafts } from "./fallback-drafts.ts";

test("what the disk refuses is kept, also for the next background, until it can be written", async () => {
  const disk = createStoreInMemory();
  const spare = createMemory();
  const failed = vi.fn<(cause: unknown) => void>();
  const drafts = () => createFallbackDrafts(disk, spare, failed);
  await drafts().saveDraft("c", "Half");
  vi.spyOn(disk, "saveDraft").mockRejectedValueOnce(new Error("full"));
  await drafts().saveDraft("c", "Half a thought");
  expect(failed).toHaveBeenCalledTimes(1);
  expect(await drafts().readDraft("c")).toBe("Half a thought");
  expect(await drafts().readDraft("other")).toBe("");

  await drafts().saveDraft("c", "A thought");
  expect(await disk.readDraft("c")).toBe("A thought");
  expect(await drafts().readDraft("c")).toBe("A thought");
  expect(await spare.keys()).toEqual([]);
});

test("what was taken out of the composer does not come back", async () => {
  const disk = createStoreInMemory();
  const drafts = createFallbackDrafts(disk, createMemory(), () => undefined);
  await drafts.saveDraft("c", "Half");
  vi.spyOn(disk, "saveDraft").mockRejectedValueOnce(new Error("full"));
  await drafts.saveDraft("c", "");
  expect(await drafts.readDraft("c")).toBe("");
});
