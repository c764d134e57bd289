import { createTestArea, type TestArea } from "./test-area.test-tools.ts";

/**
 * An area whose page dies after so many written keys: what it writes then is lost, and nobody hears of it. A browser may
 * write many keys in one step; this one writes each by itself, which is the worst that can happen.
 */
export function killedArea(stored: Record<string, unknown>, steps: number): { area: TestArea; dead: Promise<void> } {
  const area = createTestArea(stored);
  let left = steps;
  let die = (): void => undefined;
  const dead = new Promise<void>((resolve) => (die = resolve));
  async function each<Item>(items: readonly Item[], write: (item: Item) => Promise<void>): Promise<void> {
    for (const item of items) {
      if (left === 0) {
        die();
        return new Promise<never>(() => undefined);
      }
      left -= 1;
      await write(item);
    }
    return undefined;
  }
  const { set, remove } = area;
  area.set = (items) => each(Object.entries(items), ([key, value]) => set({ [key]: value }));
  area.remove = (keys) => each(keys, (key) => remove([key]));
  return { area, dead };
}
