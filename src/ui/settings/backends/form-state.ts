import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { backendAddress } from "../../../backends/address.ts";
import { DEFAULT_BACKEND, type UsableBackend } from "../../../backends/backend.ts";
import { type BackendKind, kindById, kindOf, OTHER_SERVER_ID } from "../../../backends/backend-kinds.ts";
import type { ShownRules } from "../../../organisation/shown-rules.ts";
import {
  type BackendSetup,
  type ReadTyped,
  readTyped,
  type TypedProblem,
  USUAL_KEY_HEADER,
} from "../../../backends/read-form.ts";
import { kindsWithin } from "./kinds-within.ts";

/** What stands in the fields. */
export interface BackendFields {
  readonly name: string;
  readonly address: string;
  /** "": the stored one, if there is one. */
  readonly key: string;
  readonly keyHeader: string;
  /** "": the backend's own choice. */
  readonly model: string;
  /** Whether the stored key goes when the backend is saved. */
  readonly removesKey: boolean;
}

/** Why the fields cannot be used. `broken-key`: it holds what cannot be sent. `not-allowed`: by the organisation. */
export type FieldsProblem = TypedProblem | "broken-key" | "there-already" | "not-allowed";

/** What was typed, if it can be used. */
export type UsableTyped = Exclude<ReadTyped, { problem: unknown }>;

/** What the person's organisation has set. Default: nothing. */
export interface FormRules {
  rules?: ShownRules | undefined;
  mayAsk?(setup: BackendSetup): boolean;
}

/** The fields of the form in which a backend is added or changed. */
export interface FormState {
  /** The stored backend that is changed. undefined: one is added. */
  readonly edited: UsableBackend | undefined;
  readonly kind: ReadonlySignal<BackendKind>;
  readonly fields: ReadonlySignal<BackendFields>;
  /** What is made of the fields. */
  readonly read: ReadonlySignal<ReadTyped>;
  /** What is wrong with them, once the person has tried to use them. */
  readonly problem: ReadonlySignal<FieldsProblem | undefined>;
  /** Whether the stored key is used. It is never sent to another host than the one that it was typed for. */
  readonly usesStoredKey: ReadonlySignal<boolean>;
  chooseKind(id: string): void;
  change(change: Partial<BackendFields>): void;
  /** Fills in what was found out. Nothing that was found before is forgotten. */
  fill(change: Partial<BackendFields>): void;
  /** Returns what is made of the fields. undefined: they cannot be used, and `problem` says why from now on. */
  use(): UsableTyped | undefined;
}

/**
 * @param edited the stored backend that is changed. undefined: one is added
 * @param changed called when what can be tested has changed. `forModels`: also what the models depend on
 */
export function createFormState(
  edited: UsableBackend | undefined,
  changed: (forModels: boolean) => void,
  { rules, mayAsk }: FormRules = {},
): FormState {
  const [firstKind] = kindsWithin(rules, edited);
  const kind = signal(edited === undefined ? (firstKind ?? kindById(OTHER_SERVER_ID)) : kindOf(edited));
  const fields = signal(edited === undefined ? emptyFields(kind.value) : fieldsOf(edited));
  const problem = signal<FieldsProblem | undefined>(undefined);
  const read = computed(() => readTyped(kind.value, fields.value, edited));
  const usesStoredKey = computed(
    () =>
      edited?.keyId !== undefined &&
      !fields.value.removesKey &&
      fields.value.key.trim() === "" &&
      hostOf(urlOf(read.value)) === hostOf(backendAddress(edited)),
  );

  function findProblem(): FieldsProblem | undefined {
    const { value } = read;
    if ("problem" in value) return value.problem;
    if (edited === undefined && value.site !== undefined && isDefaultSite(value.url)) return "there-already";
    if (mayAsk?.(value.setup) === false) return "not-allowed";
    const key = fields.value.key.trim();
    return key === "" || isKey(key) ? undefined : "broken-key";
  }

  return {
    edited,
    kind,
    fields,
    read,
    problem,
    usesStoredKey,

    chooseKind(id) {
      const isNamed = fields.value.name !== emptyFields(kind.value).name;
      kind.value = kindById(id);
      fields.value = { ...emptyFields(kind.value), ...(isNamed && { name: fields.value.name }) };
      problem.value = undefined;
      changed(true);
    },

    change(change) {
      const before = fields.value;
      fields.value = { ...before, ...change };
      const differs = (field: keyof BackendFields) => fields.value[field] !== before[field];
      const forModels = (["address", "key", "keyHeader", "removesKey"] as const).some(differs);
      if (forModels) problem.value = undefined;
      if (forModels || differs("model")) changed(forModels);
    },

    fill: (change) => void (fields.value = { ...fields.value, ...change }),

    use() {
      problem.value = findProblem();
      const { value } = read;
      return problem.value !== undefined || "problem" in value ? undefined : value;
    },
  };
}

/** Returns where a backend is asked; undefined if that is in the browser, or what was typed is no address. */
export function urlOf(read: ReadTyped): string | undefined {
  return "problem" in read ? undefined : read.url;
}

/** Returns the name of an address's host; undefined without an address. */
export function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).hostname;
}

function emptyFields({ name = "", address = "" }: BackendKind): BackendFields {
  return { name, address, key: "", keyHeader: USUAL_KEY_HEADER, model: "", removesKey: false };
}

function fieldsOf(edited: UsableBackend): BackendFields {
  const { name, model = "" } = edited;
  const keyHeader = edited.type === "openai-compatible" ? edited.config.keyHeader : undefined;
  return {
    ...emptyFields(kindOf(edited)),
    name,
    address: backendAddress(edited) ?? "",
    model,
    ...(keyHeader !== undefined && { keyHeader }),
  };
}

/** Whether a site is the one that comes with Sidenote, whichever of its pages is named. */
function isDefaultSite(url: string | undefined): boolean {
  return url !== undefined && new URL(url).origin === new URL(DEFAULT_BACKEND.config.url).origin;
}

/** A key goes out in a header, which takes nothing else. */
function isKey(typed: string): boolean {
  return /^[\x21-\x7e]+$/.test(typed);
}
