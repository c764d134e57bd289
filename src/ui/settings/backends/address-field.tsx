import type { RefObject } from "preact";
import { translate } from "../../../i18n/translate.ts";
import { addressChangeText } from "./address-text.ts";
import type { BackendForm } from "./backend-form.ts";

export interface AddressFieldProps {
  form: BackendForm;
  field: RefObject<HTMLInputElement | null>;
}

/** The address, and what is made of it where that is another one. A stored site keeps its own, which makes its identity. */
export function AddressField({ form, field }: AddressFieldProps) {
  const kind = form.kind.value;
  const read = form.read.value;
  const isSite = kind.type === "chatgptt";
  const isAddressWrong = form.problem.value !== undefined && form.problem.value !== "broken-key";
  return (
    <>
      <label class="field">
        {translate("backendAddress")}
        <input
          ref={field}
          dir="ltr"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={isSite ? "https://example.com/chat" : "http://127.0.0.1:8080/v1"}
          readOnly={isSite && form.edited !== undefined}
          aria-describedby="backend-address-note"
          aria-invalid={isAddressWrong}
          value={form.fields.value.address}
          onInput={({ currentTarget }) => form.change({ address: currentTarget.value })}
        />
      </label>
      <p id="backend-address-note" class="note">
        {isSite && form.edited === undefined && translate("siteHelp")}
        {!("problem" in read) && read.url !== undefined && read.changes.length > 0 && (
          <>
            {translate("addressUsed", read.url)}{" "}
            {read.changes.map((change) => addressChangeText(change, read.url ?? "")).join(" ")}
          </>
        )}
      </p>
    </>
  );
}
