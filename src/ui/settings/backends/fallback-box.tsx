import type { VNode } from "preact";
import type { UsableBackend } from "../../../backends/backend.ts";
import { mayFollow } from "../../../backends/backends-after.ts";
import { listText } from "../../../i18n/lists.ts";
import { translate } from "../../../i18n/translate.ts";

export interface FallbackBoxProps {
  backend: UsableBackend;
  usable: readonly UsableBackend[];
  allow(whenOthersFail: boolean): void;
}

/**
 * Lets the person say whether a backend may be asked when others fail. Until they have said so, it is asked after those that
 * are as far from them or farther: the box is then mixed where these are some of the others, and names them.
 */
export function FallbackBox({ backend, usable, allow }: FallbackBoxProps): VNode | null {
  const others = usable.filter(({ id }) => id !== backend.id);
  if (others.length === 0) return null;
  const before = others.filter((other) => mayFollow(other, backend));
  const isMixed = before.length > 0 && before.length < others.length;
  const noteId = `backend-fallback-${backend.id}`;
  return (
    <span class="fallback">
      <label class="checkbox">
        <input
          type="checkbox"
          checked={before.length === others.length}
          indeterminate={isMixed}
          aria-describedby={isMixed ? noteId : undefined}
          onChange={(event) => allow(event.currentTarget.checked)}
        />
        {translate("whenOthersFail")}
      </label>
      {isMixed && (
        <span id={noteId} class="note">
          {translate("askedAfter", listText(before.map(({ name }) => name)))}
        </span>
      )}
    </span>
  );
}
