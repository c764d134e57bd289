import type { VNode } from "preact";
import { translate } from "../../../../i18n/translate.ts";
import type { BackendForm } from "../backend-form.ts";
import { urlOf } from "../form-state.ts";
import { modelOf, type Outcome } from "../form-tests.ts";
import { kindName } from "../recipient-text.ts";
import { startText, verdictText } from "./verdict-text.ts";

/** Where something is mended. */
export type MendedField = "address" | "key" | "model" | "test";

export interface TestResultProps {
  form: BackendForm;
  /** Does again what access was refused for. */
  again(wanted: "test" | "save"): void;
  /** Leads to the field in which something has to be mended. */
  focus(field: MendedField): void;
}

/** Says how a test went, and offers what mends it. */
export function TestResult({ form, again, focus }: TestResultProps) {
  const outcome = form.outcome.value;
  return (
    <div class="test-result">
      <div role="status" aria-label={translate("testResult")}>
        {outcome !== undefined && <OutcomeText form={form} outcome={outcome} />}
      </div>
      {outcome?.type === "testing" && <progress aria-label={translate("testing")} />}
      {outcome !== undefined && (
        <div class="button-row">
          <Mending form={form} outcome={outcome} again={again} focus={focus} />
        </div>
      )}
    </div>
  );
}

/** Returns the host and port that the form names, or the name of its kind. */
export function placeOf(form: BackendForm): string {
  const url = urlOf(form.read.value);
  return url === undefined ? kindName(form.kind.value) : new URL(url).host;
}

function OutcomeText({ form, outcome }: { form: BackendForm; outcome: Outcome }) {
  const place = placeOf(form);
  switch (outcome.type) {
    case "testing":
      return <p class="note">{translate("testing")}</p>;
    case "works":
      return <p class="success">{worksText(outcome)}</p>;
    case "no-access":
      return <p class="error">{translate("testNoAccess", place)}</p>;
    case "unsaved":
      return <p class="error">{translate("notSaved")}</p>;
    case "failed": {
      const { kind, detail } = outcome.problem;
      const tried = { kind: form.kind.value, place, model: modelOf(form.fields.value.model) };
      const start = startText(kind, tried);
      return (
        <div class="error">
          <p>{verdictText(kind, tried)}</p>
          {start !== undefined && <p>{start}</p>}
          {outcome.foundAt !== undefined && <p>{translate("testFoundAt", outcome.foundAt)}</p>}
          {detail !== undefined && <p dir="auto">{translate("serverSays", detail)}</p>}
        </div>
      );
    }
    default:
      return outcome satisfies never;
  }
}

function worksText({ model, choose }: Extract<Outcome, { type: "works" }>): string {
  if (choose) return translate("testChooseModel");
  return model === undefined ? translate("testWorks") : translate("testWorksWith", model);
}

/** The buttons that mend what went wrong. */
function Mending({ form, outcome, again, focus }: TestResultProps & { outcome: Outcome }): VNode | null {
  const button = (label: string, run: () => void) => (
    <button type="button" class="button" onClick={run}>
      {label}
    </button>
  );
  if (outcome.type === "testing") {
    return button(translate("stop"), () => {
      form.stop();
      focus("test");
    });
  }
  if (outcome.type === "no-access") return button(translate("allowAccess", placeOf(form)), () => again(outcome.by));
  if (outcome.type === "works") {
    return outcome.choose ? button(translate("chooseModel"), () => focus("model")) : null;
  }
  if (outcome.type !== "failed") return null;
  const { foundAt } = outcome;
  switch (outcome.problem.kind) {
    case "permission":
      return button(translate("allowAccess", placeOf(form)), () => again("test"));
    case "not-running":
    case "wrong-path":
      return foundAt === undefined
        ? button(translate("changeAddress"), () => focus("address"))
        : button(translate("useAddress", foundAt), () => {
            form.change({ address: foundAt });
            focus("test");
            void form.test();
          });
    case "no-key":
    case "wrong-key":
      return button(translate("changeKey"), () => focus("key"));
    case "no-model":
      // Why the browser has none, and its download, stand above.
      if (form.kind.value.type === "built-in") return null;
      return button(translate("chooseModel"), () => focus("model"));
    case "quota":
      return <Account url={form.kind.value.account} />;
    case "challenge":
    case "moved":
      return <Account url={urlOf(form.read.value)} />;
    default:
      return button(translate("tryAgain"), () => {
        focus("test");
        void form.test();
      });
  }
}

/** Opens where the person mends it themselves. */
function Account({ url }: { url: string | undefined }) {
  if (url === undefined) return null;
  return (
    <a class="button" href={url} target="_blank" rel="noopener noreferrer">
      {translate("openSite", new URL(url).host)}
    </a>
  );
}
