import type { PromptFields } from "../../../settings/change-prompts.ts";
import type { QuickPrompt } from "../../../settings/quick-prompt.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { DeleteIcon } from "../../kit/icons.tsx";
import { translate } from "../../../i18n/translate.ts";

export interface PromptFieldsetProps {
  prompt: QuickPrompt;
  edit(part: Partial<PromptFields>): void;
  remove(): void;
}

/** Shows one prompt as fields to fill in. */
export function PromptFieldset({ prompt, edit, remove }: PromptFieldsetProps) {
  return (
    <fieldset class="prompt-fields" data-item={prompt.id}>
      <legend class="visually-hidden">{prompt.name}</legend>
      <label>
        {translate("promptName")}
        <input maxlength={60} value={prompt.name} onInput={(event) => edit({ name: event.currentTarget.value })} />
      </label>
      <label>
        {translate("promptSend")}
        <select
          value={prompt.send}
          onChange={(event) => edit({ send: event.currentTarget.value === "edit" ? "edit" : "now" })}
        >
          <option value="now">{translate("promptSendNow")}</option>
          <option value="edit">{translate("promptSendEdit")}</option>
        </select>
      </label>
      <label class="wide">
        {translate("promptText")}
        <textarea
          rows={2}
          dir="auto"
          maxlength={4_000}
          value={prompt.prompt}
          onInput={(event) => edit({ prompt: event.currentTarget.value })}
        />
      </label>
      <IconButton label={translate("deleteNamed", prompt.name)} onClick={remove}>
        <DeleteIcon />
      </IconButton>
    </fieldset>
  );
}
