import { browser } from "wxt/browser";
import type { SessionMemory } from "../providers/provider.ts";
import { updateWhenIdle } from "../turns/scheduling/update-when-idle.ts";
import { hasOpenPages } from "./tabs/open-pages.ts";

/**
 * The key under which it is kept that an update waits. The background that was told of it can end before it may be
 * taken.
 */
const KEY = "update-waiting";

export interface UpdateDependencies {
  memory: SessionMemory;
  /** Whether something runs that an update would end. */
  isBusy(): boolean;
  /** Whether session memory holds what is stored nowhere else. An update empties session memory. */
  hasVolatileData(): Promise<boolean>;
  stayAwake(): () => void;
  report(problem: unknown): void;
}

/**
 * Takes an update of the extension when nothing is lost by it. While the background sleeps and no page is open,
 * Chromium installs an update by itself. So once the background is told of one, it stays awake while there are
 * temporary chats. An update that Chromium finds while the background sleeps ends them.
 * @returns a function to call when a view has gone
 */
export function followUpdates(dependencies: UpdateDependencies): () => void {
  const { memory, isBusy, hasVolatileData, stayAwake, report } = dependencies;
  let look: (() => void) | undefined;
  let rest: (() => void) | undefined;

  async function mustWait(): Promise<boolean> {
    const holds = await hasVolatileData();
    if (holds) rest ??= stayAwake();
    else {
      rest?.();
      rest = undefined;
    }
    return holds || isBusy() || (await hasOpenPages());
  }

  function begin(): void {
    look ??= updateWhenIdle(mustWait, () => browser.runtime.reload(), report);
  }

  async function recall(): Promise<void> {
    const waiting = await memory.get(KEY);
    if (waiting !== undefined && waiting !== browser.runtime.getManifest().version) begin();
  }

  browser.runtime.onUpdateAvailable.addListener(({ version }) => {
    memory.set(KEY, version).catch(report);
    begin();
  });
  void recall().catch(report);
  return () => look?.();
}
