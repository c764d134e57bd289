import { backendAddress } from "../../../backends/address.ts";
import type { UsableBackend } from "../../../backends/backend.ts";
import type { BackendSetup } from "../../../backends/read-form.ts";
import type { BackendKeys } from "../../../backends/backend-keys.ts";
import type { BackendStore } from "../../../backends/backend-store.ts";
import type { ShownRules } from "../../../organisation/shown-rules.ts";
import type { BuiltInModel } from "../../built-in/built-in-model.ts";
import type { BackendTest } from "./connection-test/backend-test.ts";
import { type AccessDependencies, createDraftAccess } from "./draft-access.ts";
import { createDraftKey } from "./draft-key.ts";
import { createFormState, type FormState, hostOf, type UsableTyped } from "./form-state.ts";
import { createFormTests, type FormTests, modelOf } from "./form-tests.ts";
import type { SignInDependencies } from "./open-router/sign-in.ts";
import type { SiteCheck } from "./connection-test/site-check.ts";

/** What adds, changes and tries backends. */
export interface BackendFormDependencies
  extends AccessDependencies, Pick<SignInDependencies, "signIn" | "signInAccess"> {
  backends: Pick<BackendStore, "list" | "add" | "update">;
  /** undefined in private windows, where no secret is written. */
  keys: BackendKeys | undefined;
  test: BackendTest;
  checkSite: SiteCheck;
  /** What the person's organisation has set. undefined: nothing. */
  rules?: ShownRules | undefined;
  /** Whether these rules let a backend be asked that is set up so. Default: yes. */
  mayAsk?(setup: BackendSetup): boolean;
  /** The browser's own model. */
  builtIn: BuiltInModel;
  randomId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The form in which a backend is added or changed. */
export interface BackendForm extends FormState, Omit<FormTests, "begin" | "show" | "forget"> {
  /**
   * Saves the backend; a new one is then asked first. Asks for access before it awaits anything. A site is added only if
   * it has a chat.
   * @returns whether it is saved. If not, `problem` or `outcome` says why
   */
  save(): Promise<boolean>;
  /** Ends what is running, deletes the key that was typed, and gives back the access that no backend needs. */
  cancel(): Promise<void>;
}

/** @param edited the stored backend that is changed. undefined: one is added */
export function createBackendForm(
  edited: UsableBackend | undefined,
  dependencies: BackendFormDependencies,
): BackendForm {
  const { backends, keys, checkSite, builtIn, randomId, now } = dependencies;
  const access = createDraftAccess(dependencies);
  const draftKey = keys && createDraftKey(keys);
  const tests: FormTests = createFormTests(() => state, { ...dependencies, access, keyId });
  const state: FormState = createFormState(edited, tests.forget, dependencies);
  const { kind, fields, usesStoredKey } = state;
  let saving: Promise<boolean> | undefined;

  async function keyId(): Promise<string | undefined> {
    const typed = fields.value.key.trim();
    if (typed !== "" && kind.value.key !== "none") return draftKey?.store(typed);
    return usesStoredKey.value ? edited?.keyId : undefined;
  }

  /** Whether nothing stands in the way of storing it. If something does, the outcome says so. */
  async function mayStore(
    { setup, url }: UsableTyped,
    allowed: Promise<boolean>,
    ended: AbortSignal,
  ): Promise<boolean> {
    if (!(await allowed)) {
      if (!ended.aborted) tests.show({ type: "no-access", by: "save" });
      return false;
    }
    if (setup.type !== "chatgptt" || edited !== undefined || url === undefined) return !ended.aborted;
    if (!ended.aborted) tests.show({ type: "testing" });
    const problem = await checkSite(url);
    if (ended.aborted) return false;
    tests.show(problem === null ? undefined : { type: "failed", problem: { kind: problem } });
    return problem === null;
  }

  /** The languages that the person and the browser's model both speak. It would refuse all, were it asked in one more. */
  async function knownLanguages(): Promise<{ languages?: readonly string[] }> {
    try {
      const { languages } = await builtIn.inspect(undefined, tests.begin());
      return { languages };
    } catch {
      return {};
    }
  }

  async function store({ setup, url, site }: UsableTyped): Promise<void> {
    const id = edited?.id ?? site?.id ?? randomId();
    const known = edited ?? (await backends.list()).usable.find((each) => each.id === id);
    const isSameHost = known !== undefined && hostOf(backendAddress(known)) === hostOf(url);
    const [model, key] = [modelOf(fields.value.model), await keyId()];
    const change = {
      name: fields.value.name.trim() || (kind.value.name ?? site?.name ?? (url && new URL(url).host) ?? id),
      config: setup.type === "built-in" ? { ...setup.config, ...(await knownLanguages()) } : setup.config,
      model,
      keyId: key,
      // The form says who gets what is asked. Who was agreed to before need not be read again.
      agreedAt: (isSameHost ? known.agreedAt : null) ?? now(),
    };
    if (edited !== undefined) await backends.update(id, change);
    else await backends.add({ ...change, type: setup.type, id } as UsableBackend, { chosen: true });
    await draftKey?.settle(key).catch(() => undefined);
    const oldKey = edited?.keyId;
    if (oldKey !== undefined && oldKey !== key) await keys?.delete(oldKey).catch(() => undefined);
  }

  async function saveTyped(typed: UsableTyped, allowed: Promise<boolean>): Promise<boolean> {
    try {
      if (!(await mayStore(typed, allowed, tests.begin()))) return false;
      await store(typed);
    } catch {
      tests.show({ type: "unsaved" });
      return false;
    }
    const before = edited && backendAddress(edited);
    await access.dropUnneeded(before === undefined ? [] : [before]).catch(() => undefined);
    return true;
  }

  return {
    ...state,
    ...tests,

    async save() {
      if (saving !== undefined) return false;
      const typed = state.use();
      if (typed === undefined) return false;
      const { url } = typed;
      const isKnown = edited !== undefined && url === backendAddress(edited);
      saving = saveTyped(typed, url === undefined || isKnown ? Promise.resolve(true) : access.request(url));
      return saving.finally(() => (saving = undefined));
    },

    async cancel() {
      tests.stop();
      await saving;
      await Promise.allSettled([draftKey?.settle(), access.dropUnneeded()]);
    },
  };
}
