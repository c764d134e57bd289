import type { VNode } from "preact";
import { translate } from "../../../i18n/translate.ts";
import { DownIcon } from "../icons.tsx";
import type { Place } from "./place.ts";

export interface MoveButtonsProps {
  id: string;
  /** The ids of all items that change places, as they stand. */
  ids: readonly string[];
  /** The id of the element that names the item. */
  describedBy: string;
  move(place: Place): void;
}

/** Moves an item of a list up or down. At the ends a button does nothing, and keeps the focus. */
export function MoveButtons({ id, ids, describedBy, move }: MoveButtonsProps): VNode {
  const index = ids.indexOf(id);
  const above = ids[index - 1];
  const below = ids[index + 1];
  const shared = { describedBy, move };
  return (
    <span class="move-buttons">
      <MoveButton
        {...shared}
        isUp
        label={translate("moveUp")}
        place={above === undefined ? undefined : { before: above }}
      />
      <MoveButton
        {...shared}
        label={translate("moveDown")}
        place={below === undefined ? undefined : { after: below }}
      />
    </span>
  );
}

interface MoveButtonProps extends Pick<MoveButtonsProps, "describedBy" | "move"> {
  label: string;
  /** Whether the arrow points up. Default: down. */
  isUp?: boolean;
  /** undefined: it is there already. */
  place: Place | undefined;
}

function MoveButton({ label, isUp = false, place, describedBy, move }: MoveButtonProps): VNode {
  return (
    <button
      type="button"
      class={isUp ? "icon-button move-up" : "icon-button"}
      aria-label={label}
      aria-describedby={describedBy}
      aria-disabled={place === undefined}
      title={label}
      onClick={() => place !== undefined && move(place)}
    >
      <DownIcon />
    </button>
  );
}
