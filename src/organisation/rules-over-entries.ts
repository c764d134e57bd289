import type { EntriesOverlay } from "../entries/entries.ts";
import { applyRules, changeWithinRules } from "./apply-rules.ts";
import { readRules } from "./rules.ts";

/** Lays the rules that a policy makes over all entries, and keeps changes within them. */
export function rulesOverEntries(policy: Readonly<Record<string, unknown>>): EntriesOverlay {
  const rules = readRules(policy);
  return rules === undefined
    ? { read: (stored) => stored, write: (change) => change }
    : { read: (stored) => applyRules(stored, rules), write: (change) => changeWithinRules(change, rules) };
}
