import type { BackendReference, TrailEntry } from "../conversations/conversation.ts";
import { type Health, isPassedOver } from "./health.ts";

/** A backend in the order in which it is asked. */
export type InTurn<Backend> = Backend & {
  /** Those before it in the person's order that are passed over, and why. Absent: none. */
  readonly insteadOf?: readonly TrailEntry[] | undefined;
};

/**
 * Returns backends in the order in which they are asked: those that keep failing last, since somebody must be asked. The
 * backends stay the same, so that nobody is asked who was not to be, but for those that must not get the question.
 * @param chain the person's order
 * @param healths what is kept of those that have failed, by their ids
 * @param now in ms since 1970
 * @param mustNotGet whether a backend must not get what is asked, which is text of a page. Not the first one. Default: none
 */
export function passOver<Backend extends BackendReference>(
  chain: readonly [Backend, ...Backend[]],
  healths: ReadonlyMap<string, Health>,
  now: number,
  mustNotGet: (backend: Backend) => boolean = () => false,
): readonly [InTurn<Backend>, ...InTurn<Backend>[]] {
  const skipped: TrailEntry[] = [];
  const last: Backend[] = [];
  const asked: InTurn<Backend>[] = [];
  for (const backend of chain) {
    const { id, name } = backend;
    const health = healths.get(id);
    if (mustNotGet(backend)) {
      skipped.push({ backend: { id, name }, error: { kind: "never-pages" } });
    } else if (isPassedOver(health, now)) {
      last.push(backend);
      skipped.push({ backend: { id, name }, error: health.error, notAsked: health.failures });
    } else {
      asked.push(skipped.length > 0 ? { ...backend, insteadOf: [...skipped] } : backend);
    }
  }
  const [first, ...others] = [...asked, ...last];
  return first === undefined ? chain : [first, ...others];
}
