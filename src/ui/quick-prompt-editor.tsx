import { useSignal } from "@preact/signals";
import { type QuickPrompt, type Settings } from "../settings/settings.ts";
import { IconButton } from "./icon-button.tsx";
import { DeleteIcon } from "./icons.tsx";
import { quickPromptsOf } from "./quick-prompts.ts";
import { translate } from "./translate.ts";

export interface QuickPromptEditorProps {
  settings: Settings;
  update(change: Partial<Settings>): Promise<void>;
}

/** The quick prompts as a form. Saved with each change, as soon as every prompt has a name and a text. */
export function QuickPromptEditor({ settings, update }: QuickPromptEditorProps) {
  const prompts = useSignal(quickPromptsOf(settings));
  const saved = useSignal(false);
  const complete = prompts.value.every(({ name, prompt }) => name.trim() !== "" && prompt.trim() !== "");

  async function change(changed: QuickPrompt[]): Promise<void> {
    prompts.value = changed;
    saved.value = false;
    if (!changed.every(({ name, prompt }) => name.trim() !== "" && prompt.trim() !== "")) return;
    await update({ quickPrompts: changed });
    saved.value = true;
  }

  async function restore(): Promise<void> {
    await update({ quickPrompts: null });
    prompts.value = quickPromptsOf({ ...settings, quickPrompts: null });
    saved.value = true;
  }

  function edit(id: string, part: Partial<QuickPrompt>): void {
    void change(prompts.value.map((prompt) => (prompt.id === id ? { ...prompt, ...part } : prompt)));
  }

  function add(): void {
    prompts.value = [...prompts.value, { id: crypto.randomUUID(), name: "", prompt: "", send: "edit" }];
  }

  return (
    <>
      {prompts.value.map((prompt) => (
        <PromptFields
          key={prompt.id}
          prompt={prompt}
          edit={(part) => edit(prompt.id, part)}
          remove={() => void change(prompts.value.filter(({ id }) => id !== prompt.id))}
        />
      ))}
      <p role="status" class="note">
        {!complete && translate("promptIncomplete")}
        {complete && saved.value && translate("saved")}
      </p>
      <div class="button-row">
        <button type="button" class="button" onClick={add}>
          {translate("addPrompt")}
        </button>
        <button type="button" class="button" onClick={() => void restore()}>
          {translate("restorePrompts")}
        </button>
      </div>
    </>
  );
}

interface PromptFieldsProps {
  prompt: QuickPrompt;
  edit(part: Partial<QuickPrompt>): void;
  remove(): void;
}

function PromptFields({ prompt, edit, remove }: PromptFieldsProps) {
  return (
    <fieldset class="prompt-fields">
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
