/** As much of `storage.local` as is used. */
export interface EntriesArea {
  /** All that is stored, by key. */
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
  /** Tells which keys have changed. */
  onChanged: {
    addListener(listener: (changes: object) => void): void;
    removeListener(listener: (changes: object) => void): void;
  };
}

/** All entries as they are stored, unchecked. */
export type StoredEntries = Readonly<Record<string, unknown>>;

/** What a change writes. First `set`, then `remove`; each is one write. */
export interface EntriesChange {
  set?: StoredEntries;
  remove?: readonly string[];
}

/** Runs a task when no other one runs, in whichever page. */
export type Exclusively = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** What a person has set up: each backend, quick prompt and setting is an entry of its own. */
export interface Entries {
  /** Reads all entries, in one call. Entries of an older version are already in their new form. */
  read(): Promise<StoredEntries>;
  /**
   * Writes what `make` makes of the entries as they are then. Changes run one after the other, in all pages. Rejects if
   * the entries cannot be read or written.
   */
  change(make: (stored: StoredEntries) => EntriesChange): Promise<void>;
  /** Writes the entries of an older version in their new form, unless that was done before. */
  migrate(): Promise<void>;
  /** Calls `listener` after each change, from whichever page, until `signal` aborts. */
  watch(listener: () => void, signal: AbortSignal): void;
}

/** What stands above all that is stored, such as the rules of an organisation. */
export interface EntriesOverlay {
  /** Returns the entries as they are to be read. */
  read(stored: StoredEntries): StoredEntries;
  /** Returns what is to be written of a change that was made of them. @throws if that may not be */
  write(change: EntriesChange): EntriesChange;
}

export interface EntriesOptions {
  /** Whether a key is in the same area and is no entry: its changes are told to nobody. Default: none is. */
  isApart?(key: string): boolean;
  /** Looks up what stands above all that is stored now. undefined: nothing does, as without this. */
  readOverlay?(): Promise<EntriesOverlay | undefined>;
}

/**
 * Makes the entries of an older version's storage. It is asked again after an interruption, so the same storage must give
 * the same entries.
 */
export type Migration = (stored: StoredEntries) => StoredEntries | Promise<StoredEntries>;

/** Stored after a finished migration. Its value is the version of the form. */
const MIGRATED_KEY = "entries-version";

/** @param exclusively runs one change after the other, in all pages */
export function createEntries(
  area: EntriesArea,
  migration: Migration,
  exclusively: Exclusively,
  { isApart = () => false, readOverlay }: EntriesOptions = {},
): Entries {
  /** What an older version's storage lacks. An interrupted migration is done again, over the part that it has written. */
  const missingEntries = async (stored: StoredEntries) =>
    Object.hasOwn(stored, MIGRATED_KEY) ? {} : migration(stored);

  /** The end of the last read. The next one begins after it, or what it brings could be shown after what is stored since. */
  let reading: Promise<unknown> = Promise.resolve();

  async function readNow(): Promise<StoredEntries> {
    const [stored, overlay] = await Promise.all([area.get(null), readOverlay?.()]);
    const whole = { ...stored, ...(await missingEntries(stored)) };
    return overlay?.read(whole) ?? whole;
  }

  async function readMigrated(): Promise<StoredEntries> {
    const stored = await area.get(null);
    if (Object.hasOwn(stored, MIGRATED_KEY)) return stored;
    const missing = await missingEntries(stored);
    if (Object.keys(missing).length > 0) await area.set({ ...missing });
    // A write of its own: an interruption before it leads to a second migration, and never to half of one.
    await area.set({ [MIGRATED_KEY]: 1 });
    return { ...stored, ...missing };
  }

  return {
    read() {
      const read = reading.then(readNow);
      reading = read.catch(() => undefined);
      return read;
    },
    change: (make) =>
      exclusively(async () => {
        const overlay = await readOverlay?.();
        const stored = await readMigrated();
        const change = make(overlay?.read(stored) ?? stored);
        const { set = {}, remove = [] } = overlay?.write(change) ?? change;
        if (Object.keys(set).length > 0) await area.set({ ...set });
        if (remove.length > 0) await area.remove([...remove]);
      }),
    migrate: () => exclusively(async () => void (await readMigrated())),
    watch(listener, signal) {
      const listen = (changes: object) => {
        if (!Object.keys(changes).every(isApart)) listener();
      };
      area.onChanged.addListener(listen);
      signal.addEventListener("abort", () => area.onChanged.removeListener(listen), { once: true });
    },
  };
}
