import { type ManagedBackend, readManagedBackends } from "./managed-backend.ts";
import type { ShownRules } from "./shown-rules.ts";

/** What an organisation has set for its people. Each rule only makes things narrower, but that it can bring backends along. */
export interface Rules extends ShownRules {
  /** Backends that it has set up, in the order in which they are asked. */
  readonly backends: readonly ManagedBackend[];
}

/** The names of all rules, as a policy has them. */
export const RULE_NAMES = ["allowedKinds", "allowedAddresses", "backends", "fixedOrder", "allowChatgptt"] as const;

/**
 * Reads the rules of an organisation. What cannot be read is taken as the strictest value that it could have: a list as one
 * that allows nothing, a permission as refused, an order as fixed. A backend that cannot be read is left out.
 * @param raw what `storage.managed` holds
 * @returns undefined if there are no rules
 */
export function readRules(raw: Readonly<Record<string, unknown>>): Rules | undefined {
  const names = Object.keys(raw).filter((name) => raw[name] !== undefined && raw[name] !== null);
  if (names.length === 0) return undefined;
  const known: ReadonlySet<string> = new Set(RULE_NAMES);
  const { backends, broken } = readManagedBackends(raw["backends"]);
  const lists = ["allowedKinds", "allowedAddresses"] as const;
  const switches = ["fixedOrder", "allowChatgptt"] as const;
  return {
    allowedKinds: readList(raw["allowedKinds"]),
    allowedAddresses: readList(raw["allowedAddresses"]),
    backends,
    fixedOrder: raw["fixedOrder"] !== undefined && raw["fixedOrder"] !== false,
    allowChatgptt: isAllowed(raw["allowChatgptt"]),
    unreadable: [
      ...names.filter((name) => !known.has(name)),
      ...lists.filter((name) => raw[name] !== undefined && !isListOfTexts(raw[name])),
      ...switches.filter((name) => raw[name] !== undefined && typeof raw[name] !== "boolean"),
      ...broken,
    ],
  };
}

function isAllowed(value: unknown): boolean {
  return value === undefined || value === true;
}

/** Of a list with a broken part, the rest is taken. */
function readList(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
