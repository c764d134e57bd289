import type { VNode } from "preact";
import { DEFAULT_BACKEND, type UsableBackend } from "../../../backends/backend.ts";
import { kindOf } from "../../../backends/backend-kinds.ts";
import type { UnreadableBackend } from "../../../backends/backends.ts";
import { translate } from "../../../i18n/translate.ts";
import { MANAGED_PREFIX } from "../../../organisation/managed-prefix.ts";
import { DragHandle } from "../../kit/reorder/drag-handle.tsx";
import { MoveButtons } from "../../kit/reorder/move-buttons.tsx";
import type { Place } from "../../kit/reorder/place.ts";
import { Facts } from "../facts.tsx";
import { FallbackBox } from "./fallback-box.tsx";
import { NeverPagesBox } from "./never-pages-box.tsx";
import { kindName, reachText } from "./recipient-text.ts";

export interface BackendItemProps {
  backend: UsableBackend;
  /** All that can be asked, this one too, in the order in which they are. */
  usable: readonly UsableBackend[];
  /** Who is asked first. undefined: nobody, until the person says who. */
  chosen: UsableBackend | undefined;
  /** Whether the person's organisation says in which order backends are asked. */
  fixedOrder: boolean;
  choose(): void;
  move(place: Place): void;
  /** Lets it be asked when others fail, or not. */
  allow(whenOthersFail: boolean): void;
  /** Why it is passed over now. undefined: it is not. */
  health: VNode | undefined;
  /** Keeps text of pages from it, or not. */
  keepPages(neverPages: boolean): void;
  edit(): void;
  remove(): void;
}

/** One backend of the list: what it is, who can read what it is asked, and what can be done with it. */
export function BackendItem(props: BackendItemProps): VNode {
  const { backend, usable, chosen, fixedOrder, choose, move, allow, keepPages, health, edit, remove } = props;
  const { id, name, model } = backend;
  const kind = kindOf(backend);
  const nameId = `backend-name-${id}`;
  const ids = usable.map((each) => each.id);
  const canMove = ids.length > 1 && !fixedOrder;
  const isManaged = id.startsWith(MANAGED_PREFIX);
  const facts = [
    kindName(kind) !== name && kindName(kind),
    model,
    kind.key === "required" && backend.keyId === undefined && translate("keyMissing"),
    reachText(backend),
  ];
  return (
    <li data-item={id} data-sorted={id}>
      {canMove && <DragHandle move={move} />}
      <span class="title">
        <span id={nameId} class="name" dir="auto">
          {name}
        </span>
        {chosen?.id === id && <span class="asked-first">{translate("askedFirst")}</span>}
        {isManaged && <span class="asked-first">{translate("setByOrganisation")}</span>}
      </span>
      <Facts facts={facts} />
      {health}
      <FallbackBox backend={backend} usable={usable} allow={allow} />
      <NeverPagesBox backend={backend} change={keepPages} />
      <span class="button-row">
        {chosen === undefined && ids[0] === id && (
          <Button label={translate("askFirst")} describedBy={nameId} onClick={choose} />
        )}
        {!isManaged && <Button label={translate("edit")} describedBy={nameId} onClick={edit} />}
        {id !== DEFAULT_BACKEND.id && !isManaged && (
          <Button label={translate("remove")} describedBy={nameId} onClick={remove} />
        )}
      </span>
      {canMove && <MoveButtons id={id} ids={ids} describedBy={nameId} move={move} />}
    </li>
  );
}

export interface UnreadableItemProps extends UnreadableBackend {
  remove(): void;
}

/** A backend that this version cannot ask, or that may not be asked, and why. It can only be removed. */
export function UnreadableItem({ id, name, reason, remove }: UnreadableItemProps): VNode {
  const nameId = `backend-name-${id}`;
  return (
    <li data-item={id}>
      <span class="title">
        <span id={nameId} class="name" dir="auto">
          {name}
        </span>
      </span>
      <span class="facts">{reasonText(reason)}</span>
      <span class="button-row">
        <Button label={translate("remove")} describedBy={nameId} onClick={remove} />
      </span>
    </li>
  );
}

function reasonText(reason: UnreadableBackend["reason"]): string {
  if (reason === "not-allowed") return `${translate("backendNotAllowed")} ${translate("setByOrganisation")}`;
  return translate(reason === "not-secure" ? "notAskedInsecure" : "needsLaterVersion");
}

interface ButtonProps {
  label: string;
  describedBy: string;
  onClick(): void;
}

function Button({ label, describedBy, onClick }: ButtonProps): VNode {
  return (
    <button type="button" class="button" aria-describedby={describedBy} onClick={onClick}>
      {label}
    </button>
  );
}
