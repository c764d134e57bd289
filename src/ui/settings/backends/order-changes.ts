import type { UsableBackend } from "../../../backends/backend.ts";
import type { BackendStore } from "../../../backends/backend-store.ts";
import { type Backends, chosenBackend } from "../../../backends/backends.ts";
import { numberText } from "../../../i18n/numbers.ts";
import { translate } from "../../../i18n/translate.ts";
import type { Undo } from "../../client/undo-stack.ts";
import type { Place } from "../../kit/reorder/place.ts";
import type { Saving } from "../use-saving.tsx";

export interface OrderDependencies extends Pick<Saving, "save"> {
  store: Pick<BackendStore, "move" | "choose">;
  /** As they are shown. */
  backends: Backends;
  undo: Undo;
}

/** Changes of the order, each of which is stored at once. */
export interface OrderChanges {
  /** Moves a backend beside another one. Says where it stands then, and offers to take that back. */
  move(backend: UsableBackend, place: Place): Promise<void>;
  /** Has a backend asked first. */
  choose(backend: UsableBackend): Promise<void>;
}

export function orderChanges({ store, backends, undo, save }: OrderDependencies): OrderChanges {
  const ids = backends.usable.map(({ id }) => id);
  /** Where nobody was asked first, taking a move back would choose somebody. */
  const canTakeBack = chosenBackend(backends) !== undefined;
  return {
    async move({ id, name }, place) {
      await save(async () => {
        const { position, count } = await store.move(id, place);
        const back = placeIn(ids, id);
        if (!canTakeBack || back === undefined) return;
        undo.show({
          text: translate("movedTo", name, numberText(position), numberText(count)),
          undo: () => void save(() => store.move(id, back)),
        });
      });
    },
    choose: async ({ id }) => void (await save(() => store.choose(id))),
  };
}

/** Returns the place of an item. undefined: it is the only one. */
function placeIn(ids: readonly string[], id: string): Place | undefined {
  const index = ids.indexOf(id);
  const [before, after] = [ids[index - 1], ids[index + 1]];
  if (after !== undefined) return { before: after };
  return before === undefined ? undefined : { after: before };
}
