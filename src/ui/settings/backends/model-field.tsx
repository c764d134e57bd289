import type { RefObject } from "preact";
import { translatePlural } from "../../../i18n/plurals.ts";
import { translate } from "../../../i18n/translate.ts";
import { allowanceText } from "../../notices/allowance-text.ts";
import { Combobox } from "../../kit/combobox/combobox.tsx";
import type { BackendForm } from "./backend-form.ts";
import { placeOf } from "./connection-test/test-result.tsx";
import { verdictText } from "./connection-test/verdict-text.ts";

export interface ModelFieldProps {
  form: BackendForm;
  field: RefObject<HTMLInputElement | null>;
}

/** The model to ask. The backend is asked for its list when that is opened; any other name can be typed. */
export function ModelField({ form, field }: ModelFieldProps) {
  const models = form.models.value;
  return (
    <>
      <div class="field">
        <Combobox
          label={translate("model")}
          field={field}
          value={form.fields.value.model}
          options={models.type === "listed" ? models.models.map(({ id, name }) => ({ value: id, name })) : []}
          onInput={(model) => form.change({ model })}
          onOpen={() => void form.listModels()}
          describedBy="backend-model-note"
        />
      </div>
      <p id="backend-model-note" class="note" role="status">
        {modelsText(form)}
      </p>
      {form.kind.value.id === "openrouter" && (
        <p class="note">
          {translate("freeModelsHelp")}
          {models.type === "listed" && models.allowance !== undefined && ` ${allowanceText(models.allowance)}`}
        </p>
      )}
    </>
  );
}

function modelsText(form: BackendForm): string {
  const models = form.models.value;
  const place = placeOf(form);
  switch (models.type) {
    case "unknown":
      return translate("modelHelp");
    case "loading":
      return translate("listingModels", place);
    case "listed":
      return models.models.length === 0
        ? translate("testNoModels", place)
        : translatePlural("models", models.models.length);
    case "failed":
      return models.problem.kind === "permission"
        ? translate("modelsNeedAccess", place)
        : verdictText(models.problem.kind, { kind: form.kind.value, place, model: undefined });
    default:
      return models satisfies never;
  }
}
