import type { SessionMemory } from "../../providers/provider.ts";

/** Session memory that can tell which keys it holds. */
export interface ListedMemory extends SessionMemory {
  keys(): Promise<string[]>;
}
