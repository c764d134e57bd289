import { browser } from "wxt/browser";
import type { SessionMemory } from "../providers/provider.ts";
import { updateWhenIdle } from "../turns/scheduling/update-when-idle.ts";
import { hasOpenPages } from "./tabs/open-pages.ts";

/** Where it is kept that an update waits: the background that was told can be gone before it may be taken. */
const KEY = "update-waiting";

export interface UpdateDependencies {
  memory: SessionMemory;
  /** Whether something goes on that an update would end. */
  isBusy(): boolean;
  /** Whether session memory holds what is nowhere else. An update empties it. */
  hasVolatileData(): Promise<boolean>;
  stayAwake(): () => void;
  report(problem: unknown): void;
}

/**
 * Takes an update of the extension when nothing is lost by it. Gives what must be called when a view has gone. Chromium
 * installs an update by itself where the background sleeps and no page is open; so, once it is told of one, the background
 * stays awake as long as there are temporary chats. What is found while it sleeps ends them.
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
