import { useSignal } from "@preact/signals";
import {
  changePrompt,
  insertPrompt,
  isComplete,
  type PromptFields,
  takeBackOriginals,
} from "../../../settings/change-prompts.ts";
import type { QuickPrompt } from "../../../settings/quick-prompt.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { SettingsChange } from "../../../settings/settings-storage.ts";
import { translatePlural } from "../../../i18n/plurals.ts";
import { PromptFieldset } from "./prompt-fieldset.tsx";
import { defaultQuickPrompts, quickPromptsOf } from "../../../prompts/quick-prompts.ts";
import { translate } from "../../../i18n/translate.ts";
import type { Undo } from "../../client/undo-stack.ts";
import { useConfirm } from "../../kit/use-confirm.tsx";
import { useRested } from "./use-rested.ts";
import { useSaving } from "../use-saving.tsx";

export interface QuickPromptEditorProps {
  settings: Settings;
  undo: Undo;
  update(change: SettingsChange): Promise<void>;
}

/**
 * Shows the quick prompts as a form, as they are stored, whichever page stored them. Saves a prompt with each change,
 * as soon as it has a name and a text.
 */
export function QuickPromptEditor({ settings, undo, update }: QuickPromptEditorProps) {
  /** What was typed and is not stored yet, by the prompt's id. */
  const typed = useSignal<ReadonlyMap<string, Partial<PromptFields>>>(new Map());
  /** New prompts that are not stored yet. */
  const added = useSignal<readonly QuickPrompt[]>([]);
  const { save, problem } = useSaving();
  const { confirm, dialog } = useConfirm();
  const saved = useRested();

  const stored = quickPromptsOf(settings);
  const storedIds = new Set(stored.map(({ id }) => id));
  const isNew = ({ id }: QuickPrompt) => !storedIds.has(id);
  const prompts = Array.from([...stored, ...added.value.filter(isNew)], (prompt) => ({
    ...prompt,
    ...typed.value.get(prompt.id),
  }));

  const changeStored = (change: (stored: QuickPrompt[]) => QuickPrompt[]) => () =>
    update((current) => ({ quickPrompts: change(quickPromptsOf(current)) }));

  function forgetTyped(id: string): void {
    const rest = new Map(typed.value);
    rest.delete(id);
    typed.value = rest;
  }

  async function edit(prompt: QuickPrompt, part: Partial<PromptFields>): Promise<void> {
    const { id } = prompt;
    const fields = { ...typed.value.get(id), ...part };
    typed.value = new Map(typed.value).set(id, fields);
    saved.begin();
    const isFirst = added.value.some((each) => each.id === id);
    const whole = { ...prompt, ...fields };
    if (!isComplete(whole)) return;
    let isThere = isFirst;
    const done = await save(
      changeStored((all) => {
        isThere ||= all.some((each) => each.id === id);
        return isFirst ? changePrompt(insertPrompt(all, whole), id, whole) : changePrompt(all, id, fields);
      }),
    );
    // Text that was typed meanwhile is saved by its own change.
    if (!done || typed.value.get(id) !== fields) return;
    forgetTyped(id);
    added.value = added.value.filter((each) => each.id !== id);
    // Another page may have deleted the prompt.
    if (isThere) saved.end();
  }

  async function remove(prompt: QuickPrompt): Promise<void> {
    const { id, name } = prompt;
    const index = stored.findIndex((each) => each.id === id);
    const kept = stored[index];
    if (kept !== undefined && !(await save(changeStored((all) => all.filter((each) => each.id !== id))))) return;
    forgetTyped(id);
    added.value = added.value.filter((each) => each.id !== id);
    undo.show({
      text: translate("deleted", name),
      undo() {
        if (kept !== undefined) void save(changeStored((all) => insertPrompt(all, kept, index)));
        if (kept === undefined || kept.name !== name || kept.prompt !== prompt.prompt) {
          typed.value = new Map(typed.value).set(id, { name, prompt: prompt.prompt, send: prompt.send });
        }
        if (kept === undefined) added.value = [...added.value, prompt];
      },
    });
  }

  function confirmRestore(): void {
    confirm({
      question: translatePlural("restorePromptsQuestion", prompts.length),
      detail: translate("restorePromptsDetail"),
      action: translate("restorePrompts"),
      confirmed: () => void restore(),
    });
  }

  async function restore(): Promise<void> {
    const before = { stored: settings.quickPrompts, typed: typed.value, added: added.value };
    if (!(await save(() => update({ quickPrompts: null })))) return;
    typed.value = new Map();
    added.value = [];
    undo.show({
      text: translate("promptsRestored"),
      undo() {
        const { stored: own } = before;
        if (own !== null) void save(changeStored((all) => takeBackOriginals(all, own, defaultQuickPrompts())));
        typed.value = before.typed;
        added.value = before.added;
      },
    });
  }

  function add(): void {
    added.value = [...added.value, { id: crypto.randomUUID(), name: "", prompt: "", send: "edit" }];
  }

  return (
    <>
      {prompts.map((prompt) => (
        <PromptFieldset
          key={prompt.id}
          prompt={prompt}
          edit={(part) => void edit(prompt, part)}
          remove={() => void remove(prompt)}
        />
      ))}
      <p role="status" class="note">
        {!prompts.every(isComplete) && translate("promptIncomplete")}
        {prompts.every(isComplete) && saved.rested && translate("saved")}
      </p>
      {problem}
      <div class="button-row">
        <button type="button" class="button" onClick={add}>
          {translate("addPrompt")}
        </button>
        <button type="button" class="button" onClick={confirmRestore}>
          {translate("restorePrompts")}
        </button>
      </div>
      {dialog}
    </>
  );
}
