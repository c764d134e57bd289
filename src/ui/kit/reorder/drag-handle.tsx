import type { VNode } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { translate } from "../../../i18n/translate.ts";
import { dragItem } from "./drag-item.ts";
import type { Place } from "./place.ts";

/** By what a pointer drags the item around it. Who has none uses `MoveButtons`, so nothing of it is told or focused. */
export function DragHandle({ move }: { move(place: Place): void }): VNode {
  const gone = useMemo(() => new AbortController(), []);
  useEffect(() => () => gone.abort(), []);
  return (
    <span
      class="drag-handle"
      aria-hidden="true"
      title={translate("dragToMove")}
      onPointerDown={(event) => {
        if (event.isPrimary && event.button === 0) dragItem(event, move, gone.signal);
      }}
    >
      <svg class="icon" viewBox="0 0 24 24" fill="currentColor">
        {[6, 12, 18].map((y) => [9, 15].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.6" />))}
      </svg>
    </span>
  );
}
