import { useEffect, useMemo, useRef } from "preact/hooks";
import type { UsableBackend } from "../../../backends/backend.ts";
import { OTHER_SERVER_ID } from "../../../backends/backend-kinds.ts";
import { OPEN_ROUTER_URL } from "../../../backends/open-router/open-router.ts";
import { translate } from "../../../i18n/translate.ts";
import { BuiltInNotice } from "../../built-in/built-in-notice.tsx";
import { AddressField } from "./address-field.tsx";
import { fieldsProblemText } from "./address-text.ts";
import { type BackendFormDependencies, createBackendForm } from "./backend-form.ts";
import { urlOf } from "./form-state.ts";
import { modelOf } from "./form-tests.ts";
import { kindsWithin } from "./kinds-within.ts";
import { KeyField } from "./key-field.tsx";
import { ModelField } from "./model-field.tsx";
import { SignInView } from "./open-router/sign-in-view.tsx";
import { kindName, recipientText } from "./recipient-text.ts";
import { type MendedField, TestResult } from "./connection-test/test-result.tsx";

export interface BackendDialogProps extends BackendFormDependencies {
  /** The stored backend that is changed. undefined: one is added. */
  edited: UsableBackend | undefined;
  /** Whether the person has just signed in for it. The model is what is left to be chosen. */
  isSignedIn: boolean;
  /** Called with the backend that has got a key by signing in. The dialog is about another one then. */
  onSignedIn(backend: UsableBackend): void;
  /** Called once, when the dialog is closed. */
  onClose(saved: boolean): void;
}

/** The dialog in which a backend is added or changed, and tried before. */
export function BackendDialog({ edited, isSignedIn, onSignedIn, onClose, ...dependencies }: BackendDialogProps) {
  const form = useMemo(() => createBackendForm(edited, dependencies), []);
  const dialog = useRef<HTMLDialogElement>(null);
  const saved = useRef(false);
  const addressField = useRef<HTMLInputElement>(null);
  const keyField = useRef<HTMLInputElement>(null);
  const modelField = useRef<HTMLInputElement>(null);
  const testButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    const leave = () => void form.cancel();
    addEventListener("pagehide", leave);
    if (isSignedIn) {
      modelField.current?.focus();
      void form.listModels();
    }
    return () => removeEventListener("pagehide", leave);
  }, []);

  function focus(name: MendedField): void {
    const fields = { address: addressField, key: keyField, model: modelField, test: testButton };
    fields[name].current?.focus();
    // Opens its list.
    if (name === "model") modelField.current?.click();
  }

  function focusProblem(): void {
    const { value } = form.problem;
    if (value === "broken-key") focus("key");
    else if (value !== undefined) focus("address");
  }

  /** Must not await anything first, because access is asked for inside the click. */
  async function save(): Promise<void> {
    const isSaving = form.save();
    focusProblem();
    if (!(await isSaving)) return;
    saved.current = true;
    dialog.current?.close();
  }

  function test(): void {
    void form.test();
    focusProblem();
  }

  const kind = form.kind.value;
  const { name } = form.fields.value;
  const read = form.read.value;
  const isAllowed = "problem" in read || dependencies.mayAsk?.(read.setup) !== false;
  const problem = form.problem.value;
  return (
    <dialog
      ref={dialog}
      class="backend-dialog"
      aria-labelledby="backend-dialog-title"
      onClose={() => {
        if (!saved.current) void form.cancel();
        onClose(saved.current);
      }}
    >
      <form
        class="backend-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <h2 id="backend-dialog-title">{translate(edited === undefined ? "addBackend" : "editBackend")}</h2>
        <label class="field">
          {translate("backendKind")}
          <select
            value={kind.id}
            disabled={edited !== undefined}
            onChange={({ currentTarget }) => form.chooseKind(currentTarget.value)}
          >
            {kindsWithin(dependencies.rules, edited).map((each) => (
              <option key={each.id} value={each.id}>
                {kindName(each)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {translate("backendName")}
          <input
            dir="auto"
            autocomplete="off"
            value={name}
            placeholder={"problem" in read ? "" : (read.site?.name ?? "")}
            onInput={({ currentTarget }) => form.change({ name: currentTarget.value })}
          />
        </label>
        {kind.type !== "built-in" && <AddressField form={form} field={addressField} />}
        {kind.type === "built-in" && <BuiltInNotice model={dependencies.builtIn} />}
        {kind.id === "openrouter" && urlOf(read) === OPEN_ROUTER_URL && !isSignedIn && isAllowed && (
          <SignInView
            {...dependencies}
            wishes={() => ({ edited, name, model: modelOf(form.fields.value.model) })}
            onSignedIn={(backend) => {
              void form.cancel();
              onSignedIn(backend);
            }}
          />
        )}
        {isSignedIn && (
          <p role="status" class="success">
            {translate("signedInOpenRouter")}
          </p>
        )}
        {kind.key !== "none" && <KeyField form={form} keys={dependencies.keys} field={keyField} />}
        {kind.id === OTHER_SERVER_ID && (
          <label class="field">
            {translate("keyHeader")}
            <input
              dir="ltr"
              autocomplete="off"
              spellcheck={false}
              aria-invalid={problem === "no-header"}
              value={form.fields.value.keyHeader}
              onInput={({ currentTarget }) => form.change({ keyHeader: currentTarget.value })}
            />
          </label>
        )}
        {kind.key !== "none" && <ModelField form={form} field={modelField} />}
        {problem !== undefined && (
          <p role="alert" class="error">
            {fieldsProblemText(problem, kind)}
          </p>
        )}
        <div class="button-row">
          <button ref={testButton} type="button" class="button" onClick={test}>
            {translate("testConnection")}
          </button>
        </div>
        <TestResult form={form} focus={focus} again={(wanted) => (wanted === "test" ? test() : void save())} />
        {!("problem" in read) && (
          <p class="recipient">
            {recipientText(read.setup, kind)} {translate("recipientRest")}
          </p>
        )}
        <div class="button-row end">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {translate("cancel")}
          </button>
          <button type="submit" class="button primary">
            {translate("save")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
