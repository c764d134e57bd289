import { backendAddress } from "../backends/address.ts";
import { type Backend, DEFAULT_BACKEND, readBackend, type UsableBackend } from "../backends/backend.ts";
import { BACKEND_KIND, CHOSEN_KEY } from "../backends/backends.ts";
import type { EntriesChange, StoredEntries } from "../entries/entries.ts";
import { isRecord, storedOrder } from "../entries/ordered-entries.ts";
import { ChatError } from "../providers/chat-error.ts";
import { allows } from "./allows.ts";
import { MANAGED_PREFIX } from "./managed-prefix.ts";
import type { Rules } from "./rules.ts";
import { RULES_KEY } from "./shown-rules.ts";

/** With what the keys of entries begin that hold what a person decides about a backend of their organisation. */
const DECISION_PREFIX = "managed-backend:";

const MANAGED_KEY_PREFIX = BACKEND_KIND.prefix + MANAGED_PREFIX;
const DEFAULT_KEY = BACKEND_KIND.prefix + DEFAULT_BACKEND.id;

/**
 * Lays the rules over all entries. Backends that may not be asked are marked, those of the organisation are there as if they
 * were stored, and what is fixed stands as it is fixed. No key is among it.
 */
export function applyRules(stored: StoredEntries, { backends, ...shown }: Rules): StoredEntries {
  const records = Object.entries({ [DEFAULT_KEY]: undefined, ...stored }).filter(([key]) =>
    key.startsWith(BACKEND_KIND.prefix),
  );
  const marked = records.flatMap(([key, raw]) => {
    const backend = readBackend(key.slice(BACKEND_KIND.prefix.length), raw);
    const isRefused = backend !== undefined && !allows(shown, backend);
    return isRefused ? [[key, { ...(isRecord(raw) && raw), notAllowed: true }] as const] : [];
  });
  const managed = backends.map(({ backend }) => {
    const own = stored[DECISION_PREFIX + backend.id];
    return [BACKEND_KIND.prefix + backend.id, { ...backend, ...decisions(backend, own) }] as const;
  });
  const ids = backends.map(({ backend }) => backend.id);
  const isDefaultAllowed = !marked.some(([key]) => key === DEFAULT_KEY);
  return {
    ...stored,
    ...Object.fromEntries(marked),
    ...Object.fromEntries(managed),
    ...(shown.fixedOrder ? fixedOrder(stored, ids, isDefaultAllowed) : completedOrder(stored, ids)),
    [RULES_KEY]: shown,
  };
}

/** What the person has decided about a backend. They agreed to one that is asked where it was then, and to no other. */
function decisions(backend: UsableBackend, decided: unknown): object {
  if (!isRecord(decided)) return {};
  const { agreedAt, agreedPlace, config, ...others } = decided;
  const tokens = backend.type === "ollama" && isRecord(config) ? config["contextTokens"] : undefined;
  return {
    ...others,
    ...(typeof agreedAt === "number" && agreedPlace === placeOf(backend) && { agreedAt }),
    ...(typeof tokens === "number" && { config: { contextTokens: tokens, ...backend.config } }),
  };
}

function placeOf(backend: UsableBackend): string {
  return `${backend.type} ${backendAddress(backend) ?? ""}`;
}

/** The organisation's backends, then the one that comes with Sidenote, then the person's own. */
function fixedOrder(stored: StoredEntries, ids: readonly string[], isDefaultAllowed: boolean): StoredEntries {
  const fixed = [...ids, DEFAULT_BACKEND.id];
  const first = ids[0] ?? (isDefaultAllowed ? DEFAULT_BACKEND.id : undefined);
  return {
    [BACKEND_KIND.orderKey]: [...fixed, ...orderOf(stored).filter((id) => !fixed.includes(id))],
    ...(first !== undefined && { [CHOSEN_KEY]: first }),
  };
}

/** What the organisation has set up is asked first until the person says otherwise. */
function completedOrder(stored: StoredEntries, ids: readonly string[]): StoredEntries {
  const order = orderOf(stored);
  const missing = [...ids, DEFAULT_BACKEND.id].filter((id) => !order.includes(id));
  const isFree = stored[CHOSEN_KEY] === undefined && ids[0] !== undefined;
  return { [BACKEND_KIND.orderKey]: [...missing, ...order], ...(isFree && { [CHOSEN_KEY]: ids[0] }) };
}

const orderOf = (stored: StoredEntries) => storedOrder(stored, BACKEND_KIND.orderKey);

/**
 * Returns what is written of a change that was made of entries with rules laid over them: of a backend of the organisation
 * what the person may decide, and no marks.
 * @throws ChatError of kind `not-allowed` if the change would add or make a backend that may not be asked, or remove one of
 *   the organisation
 */
export function changeWithinRules({ set = {}, remove = [] }: EntriesChange, rules: Rules): EntriesChange {
  if (remove.some((key) => key.startsWith(MANAGED_KEY_PREFIX))) throw new ChatError("not-allowed");
  return { set: Object.fromEntries(Object.entries(set).map((entry) => writtenEntry(entry, rules))), remove };
}

function writtenEntry([key, value]: readonly [string, unknown], rules: Rules): readonly [string, unknown] {
  if (!key.startsWith(BACKEND_KIND.prefix) || !isRecord(value)) return [key, value];
  const { notAllowed, ...record } = value;
  const id = key.slice(BACKEND_KIND.prefix.length);
  if (id.startsWith(MANAGED_PREFIX)) return [DECISION_PREFIX + id, decisionsOf(readBackend(id, record), record)];
  const backend = readBackend(id, record);
  if (notAllowed !== true && backend !== undefined && !allows(rules, backend)) throw new ChatError("not-allowed");
  return [key, record];
}

function decisionsOf(backend: UsableBackend | undefined, record: Record<string, unknown>): object {
  const fixed: readonly (keyof Backend)[] = ["id", "type", "name", "model", "keyId"];
  const own = Object.entries(record).filter(([field]) => !fixed.some((each) => each === field));
  return { ...Object.fromEntries(own), ...(backend && { agreedPlace: placeOf(backend) }) };
}
