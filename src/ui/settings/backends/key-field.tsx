import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { BackendKeys } from "../../../backends/backend-keys.ts";
import { translate } from "../../../i18n/translate.ts";
import type { BackendForm } from "./backend-form.ts";
import { hostOf, urlOf } from "./form-state.ts";

export interface KeyFieldProps {
  form: BackendForm;
  /** undefined in private windows. */
  keys: Pick<BackendKeys, "ending"> | undefined;
  field: RefObject<HTMLInputElement | null>;
}

/** The key: hidden unless it is to be shown, and never the stored one. Below it stands what is known of that. */
export function KeyField({ form, keys, field }: KeyFieldProps) {
  const shown = useSignal(false);
  const { key } = form.fields.value;
  const storedId = form.edited?.keyId;
  return (
    <>
      <div class="field">
        <label for="backend-key">{translate("backendKey")}</label>
        <div class="field-row">
          <input
            ref={field}
            id="backend-key"
            class={shown.value ? undefined : "masked"}
            dir="ltr"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            disabled={keys === undefined}
            aria-describedby="backend-key-note"
            aria-invalid={form.problem.value === "broken-key"}
            value={key}
            onInput={({ currentTarget }) => form.change({ key: currentTarget.value })}
          />
          <button
            type="button"
            class="button"
            aria-pressed={shown.value}
            disabled={keys === undefined}
            onClick={() => (shown.value = !shown.value)}
          >
            {translate("showKey")}
          </button>
        </div>
      </div>
      <div id="backend-key-note" class="notes">
        {keys === undefined && <p class="note">{translate("keyPrivate")}</p>}
        {storedId === undefined ? <NewKeyNote form={form} /> : <StoredKeyNote form={form} keys={keys} id={storedId} />}
      </div>
    </>
  );
}

function NewKeyNote({ form }: { form: BackendForm }) {
  const { key, account } = form.kind.value;
  return (
    <>
      <p class="note">{translate(key === "required" ? "keyHelp" : "keyOptional")}</p>
      {account !== undefined && (
        <p class="note">
          <a href={account} target="_blank" rel="noopener noreferrer">
            {translate("getKey", new URL(account).host)}
          </a>
        </p>
      )}
    </>
  );
}

function StoredKeyNote({ form, keys, id }: { form: BackendForm; keys: KeyFieldProps["keys"]; id: string }) {
  const ending = useSignal("");
  useEffect(() => void keys?.ending(id).then((found = "") => (ending.value = found)), [id]);
  const { removesKey, key } = form.fields.value;
  if (key.trim() !== "") return <p class="note">{translate("keyReplaced")}</p>;
  const isOtherHost = !removesKey && !form.usesStoredKey.value && urlOf(form.read.value) !== undefined;
  return (
    <>
      <p class="note">
        {removesKey
          ? translate("keyRemoved")
          : isOtherHost
            ? translate("keyOtherHost", hostOf(urlOf(form.read.value)) ?? "")
            : ending.value === ""
              ? translate("keyStored")
              : translate("keyStoredEnding", ending.value)}
      </p>
      <button type="button" class="link-button" onClick={() => form.change({ removesKey: !removesKey })}>
        {translate(removesKey ? "keepKey" : "removeKey")}
      </button>
    </>
  );
}
