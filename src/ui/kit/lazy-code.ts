import { type ReadonlySignal, signal } from "@preact/signals";

/** Code that comes after the view: it is loaded when the browser is idle, or when somebody needs it before that. */
export interface LazyCode<Module> {
  /** undefined: it is not there yet. */
  readonly module: ReadonlySignal<Module | undefined>;
  /** Loads it unless it is there or on its way. undefined: loading failed. The next call tries again. */
  load(): Promise<Module | undefined>;
  /** Loads it when the browser is idle, so that nobody has to wait for it later. */
  loadWhenIdle(): void;
}

/** @param load imports the code. If it rejects, the code is not there */
export function createLazyCode<Module>(load: () => Promise<Module>): LazyCode<Module> {
  const module = signal<Module | undefined>();
  let loading: Promise<Module | undefined> | undefined;

  async function loadNow(): Promise<Module | undefined> {
    try {
      module.value = await load();
    } catch {
      loading = undefined;
    }
    return module.value;
  }

  const loadOnce = () => (loading ??= loadNow());
  return { module, load: loadOnce, loadWhenIdle: () => void requestIdleCallback(() => void loadOnce()) };
}
