import type { Reach } from "../providers/provider.ts";
import { reachOfBackend } from "./address.ts";
import type { UsableBackend } from "./backend.ts";

/** From the nearest to the farthest. */
const DISTANCE: Readonly<Record<Reach, number>> = { computer: 0, network: 1, account: 2, public: 3 };

/**
 * Returns who is asked after a backend has failed, in the person's order. Each has been agreed to, and what is asked reaches
 * nobody who is farther from the person than the first backend, unless they have said so.
 */
export function backendsAfter(first: UsableBackend, usable: readonly UsableBackend[]): UsableBackend[] {
  return usable.filter((backend) => backend.id !== first.id && backend.agreedAt !== null && mayFollow(first, backend));
}

/** Whether a backend may be asked after `first` has failed: as the person has said, or else by how far it is. */
export function mayFollow(first: UsableBackend, backend: UsableBackend): boolean {
  return backend.whenOthersFail ?? DISTANCE[reachOfBackend(backend)] <= DISTANCE[reachOfBackend(first)];
}
