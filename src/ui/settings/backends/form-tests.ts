import { type ReadonlySignal, signal } from "@preact/signals";
import type { MessageError } from "../../../conversations/conversation.ts";
import type { BackendTest, ListedModel, TestResult } from "./connection-test/backend-test.ts";
import type { DraftAccess } from "./draft-access.ts";
import type { FormState, UsableTyped } from "./form-state.ts";
import type { SiteCheck } from "./connection-test/site-check.ts";

/** What the last action led to. */
export type Outcome =
  | { type: "testing" }
  /** `model`: which one answered. Absent: the backend chooses; or, if `choose`, none was asked because there are several. */
  | { type: "works"; model?: string | undefined; choose: boolean }
  | { type: "failed"; problem: MessageError; foundAt?: string | undefined }
  /** The person refused access. `by`: what they wanted. */
  | { type: "no-access"; by: "test" | "save" }
  | { type: "unsaved" };

/** The models that the backend lists. */
export type ModelList =
  | { type: "unknown" | "loading" }
  | { type: "listed"; models: readonly ListedModel[]; allowance?: TestResult["allowance"] }
  | { type: "failed"; problem: MessageError };

export interface FormTestsDependencies {
  access: DraftAccess;
  test: BackendTest;
  checkSite: SiteCheck;
  /** Returns the id of the key to use. Rejects if it cannot be stored. */
  keyId(): Promise<string | undefined>;
}

/** What is found out about the backend in the form. */
export interface FormTests {
  readonly outcome: ReadonlySignal<Outcome | undefined>;
  readonly models: ReadonlySignal<ModelList>;
  /** Lists the models, unless that is done already. Does not ask for access. */
  listModels(): Promise<void>;
  /** Tries the backend. Asks for access before it awaits anything. */
  test(): Promise<void>;
  /** Ends what is running. */
  stop(): void;
  /** Forgets what was found out. `forModels`: the models, too. */
  forget(forModels: boolean): void;
  /** Begins something that ends what was running before, and is ended by it. */
  begin(): AbortSignal;
  show(outcome: Outcome | undefined): void;
}

/** @param state is read when it is needed, because it calls back into the tests */
export function createFormTests(state: () => FormState, dependencies: FormTestsDependencies): FormTests {
  const { access, test, checkSite, keyId } = dependencies;
  const outcome = signal<Outcome | undefined>(undefined);
  const models = signal<ModelList>({ type: "unknown" });
  let running: AbortController | undefined;

  function stop(): void {
    running?.abort();
    running = undefined;
    outcome.value = undefined;
    if (models.value.type === "loading") models.value = { type: "unknown" };
  }

  function begin(): AbortSignal {
    stop();
    running = new AbortController();
    return running.signal;
  }

  /** Returns undefined if it was ended. Rejects if the key cannot be stored. */
  async function run({ setup, url }: UsableTyped, ask: boolean, ended: AbortSignal): Promise<TestResult | undefined> {
    if (setup.type === "chatgptt") {
      const problem = await checkSite(url ?? "");
      return ended.aborted ? undefined : { models: [], problem: problem && { kind: problem } };
    }
    const { edited, fields } = state();
    const tested = { id: edited?.id, setup, model: modelOf(fields.value.model), keyId: await keyId() };
    return ended.aborted ? undefined : test(tested, { ask, signal: ended });
  }

  /** Takes the models of a result. The only one is the one to ask. */
  function takeModels({ models: listed, problem, allowance }: TestResult): void {
    models.value =
      listed.length > 0 || problem === null
        ? { type: "listed", models: listed, allowance }
        : { type: "failed", problem };
    const [only, second] = listed;
    const { fields, fill } = state();
    if (only !== undefined && second === undefined && fields.value.model.trim() === "") fill({ model: only.id });
  }

  return {
    outcome,
    models,
    stop,
    begin,
    show: (shown) => void (outcome.value = shown),

    forget(forModels) {
      stop();
      if (forModels) models.value = { type: "unknown" };
    },

    async listModels() {
      const { read } = state();
      const isBusy = outcome.value?.type === "testing" || models.value.type === "loading";
      if (isBusy || models.value.type === "listed" || "problem" in read.value) return;
      const shown = outcome.value;
      const ended = begin();
      outcome.value = shown;
      models.value = { type: "loading" };
      try {
        const result = await run(read.value, false, ended);
        if (result !== undefined) takeModels(result);
      } catch {
        if (!ended.aborted) models.value = { type: "unknown" };
      }
    },

    async test() {
      const { use, fields } = state();
      const typed = use();
      if (typed === undefined) return;
      const allowed = typed.url === undefined ? true : access.request(typed.url);
      const ended = begin();
      outcome.value = { type: "testing" };
      try {
        const isAllowed = await allowed;
        if (ended.aborted) return;
        if (!isAllowed) {
          outcome.value = { type: "no-access", by: "test" };
          return;
        }
        const result = await run(typed, true, ended);
        if (result === undefined) return;
        const { problem, foundAt } = result;
        // What is wrong is said once, and a list that is there is still of use.
        if (problem === null || result.models.length > 0) takeModels(result);
        const model = modelOf(fields.value.model);
        outcome.value =
          problem === null
            ? { type: "works", model, choose: model === undefined && result.models.length > 1 }
            : { type: "failed", problem, foundAt };
      } catch {
        if (!ended.aborted) outcome.value = { type: "unsaved" };
      }
    },
  };
}

/** Returns the name of the model to ask for. undefined: the backend chooses. */
export function modelOf(typed: string): string | undefined {
  return typed.trim() || undefined;
}
