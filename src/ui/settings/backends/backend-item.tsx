import { Fragment, type VNode } from "preact";
import { DEFAULT_BACKEND, type UsableBackend } from "../../../backends/backend.ts";
import { kindOf } from "../../../backends/backend-kinds.ts";
import { translate } from "../../../i18n/translate.ts";
import { FallbackBox } from "./fallback-box.tsx";
import { kindName, reachText } from "./recipient-text.ts";

export interface BackendItemProps {
  backend: UsableBackend;
  /** All that can be asked, this one too. */
  usable: readonly UsableBackend[];
  isChosen: boolean;
  choose(): void;
  /** Lets it be asked when others fail, or not. */
  allow(whenOthersFail: boolean): void;
  edit(): void;
  remove(): void;
}

/** One backend of the list: what it is, who can read what it is asked, and what can be done with it. */
export function BackendItem({ backend, usable, isChosen, choose, allow, edit, remove }: BackendItemProps): VNode {
  const { id, name, model } = backend;
  const kind = kindOf(backend);
  const nameId = `backend-name-${id}`;
  const facts = [
    kindName(kind) !== name && kindName(kind),
    model,
    kind.key === "required" && backend.keyId === undefined && translate("keyMissing"),
    reachText(backend),
  ].filter((fact) => typeof fact === "string");
  return (
    <li data-item={id}>
      <label title={translate("askFirst")}>
        <input type="radio" name="backend" checked={isChosen} aria-describedby="ask-first" onChange={choose} />
        <span id={nameId} dir="auto">
          {name}
        </span>
      </label>
      <span class="facts">
        {facts.map((fact, index) => (
          <Fragment key={fact}>
            {index > 0 && " · "}
            <bdi>{fact}</bdi>
          </Fragment>
        ))}
      </span>
      <FallbackBox backend={backend} usable={usable} allow={allow} />
      <span class="button-row">
        <button type="button" class="button" aria-describedby={nameId} onClick={edit}>
          {translate("edit")}
        </button>
        {id !== DEFAULT_BACKEND.id && <RemoveButton describedBy={nameId} onClick={remove} />}
      </span>
    </li>
  );
}

/** A backend that this version cannot ask. It can only be removed. */
export function UnreadableItem({ id, name, remove }: { id: string; name: string; remove(): void }): VNode {
  const nameId = `backend-name-${id}`;
  return (
    <li data-item={id}>
      <span id={nameId} dir="auto">
        {name}
      </span>
      <span class="facts">{translate("needsLaterVersion")}</span>
      <span class="button-row">
        <RemoveButton describedBy={nameId} onClick={remove} />
      </span>
    </li>
  );
}

function RemoveButton({ describedBy, onClick }: { describedBy: string; onClick(): void }): VNode {
  return (
    <button type="button" class="button" aria-describedby={describedBy} onClick={onClick}>
      {translate("remove")}
    </button>
  );
}
