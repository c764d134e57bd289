import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { UsableBackend } from "../../backends/backend.ts";
import { isOpenRouter } from "../../backends/open-router/open-router.ts";
import type { MessageError } from "../../conversations/conversation.ts";
import type { Target } from "../../backends/target.ts";
import { translatePlural } from "../../i18n/plurals.ts";
import { translate } from "../../i18n/translate.ts";
import type { ModelLists } from "../client/model-lists.ts";
import { allowanceText } from "../notices/allowance-text.ts";
import { errorSource } from "../notices/error-source.ts";
import { errorText } from "../notices/error-text.ts";
import { moveTo } from "./list-keys.ts";
import { takesModels } from "./has-choice.ts";
import { type ModelOption, modelOptions, optionKey, searchOptions } from "./model-options.ts";
import { TargetChoices } from "./target-choices.tsx";
import { withChoicesOf } from "./only-choice.ts";

/** Lists of more options than this can be searched. */
const SEARCHED_FROM = 8;

const LIST_ID = "model-options";

export interface ModelListProps {
  backends: readonly UsableBackend[];
  lists: ModelLists;
  /** Whom the conversation asks. */
  current: Target | undefined;
  onChoose(target: Target): void;
  /** Changes how the model that is asked now is asked. undefined: the list is about something else. */
  onChange: ((target: Target) => void) | undefined;
  openSettings(): void;
}

/** The models of all backends. Arrows, Home, End and letters move among them, Enter chooses. */
export function ModelList({ backends, lists, current, onChoose, onChange, openSettings }: ModelListProps) {
  const query = useSignal("");
  const activeKey = useSignal(current === undefined ? "" : optionKey(current));
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const all = modelOptions(backends, lists.all.value, current);
  const options = searchOptions(all, backends, query.value);
  const keys = options.map(({ target }) => optionKey(target));
  const active = Math.max(0, keys.indexOf(activeKey.value));
  const isSearched = all.length > SEARCHED_FROM || backends.some(takesModels);
  const activeId = options.length === 0 ? undefined : optionId(active);

  useLayoutEffect(() => (box.current ?? list.current)?.focus({ preventScroll: true }), [isSearched]);
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active, options.length]);

  function press(event: KeyboardEvent): void {
    const { key } = event;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moveTo(
      key,
      active,
      options.map(({ label }) => label),
      isSearched,
    );
    const chosen = key === "Enter" ? options[active] : undefined;
    if (next === undefined && key !== "Enter") return;
    event.preventDefault();
    if (next !== undefined) activeKey.value = keys[next] ?? "";
    if (chosen !== undefined) choose(chosen.target);
  }

  function choose(target: Target): void {
    onChoose(current === undefined ? target : withChoicesOf(current, target));
  }

  return (
    <>
      {isSearched && (
        <input
          ref={box}
          type="text"
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-label={translate("searchModels")}
          placeholder={translate("searchModels")}
          autocomplete="off"
          spellcheck={false}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value;
            activeKey.value = "";
          }}
          aria-controls={LIST_ID}
          aria-activedescendant={activeId}
          onKeyDown={press}
        />
      )}
      <div
        ref={list}
        id={LIST_ID}
        role="listbox"
        aria-label={translate("model")}
        tabindex={isSearched ? -1 : 0}
        {...(!isSearched && { "aria-activedescendant": activeId, onKeyDown: press })}
      >
        {options.map((option, index) => (
          <Option
            key={keys[index]}
            id={optionId(index)}
            option={option}
            active={index === active}
            selected={current !== undefined && keys[index] === optionKey(current)}
            onChoose={choose}
          />
        ))}
      </div>
      {current !== undefined && onChange !== undefined && (
        <TargetChoices current={current} backends={backends} lists={lists} onChange={onChange} />
      )}
      <div class="model-notes" role="status">
        {options.length === 0 && <p>{translate("modelsNotFound")}</p>}
        {query.value.trim() !== "" && <p class="visually-hidden">{translatePlural("modelsFound", options.length)}</p>}
        {lists.loading.value && <p>{translate("modelsLoading")}</p>}
        {backends.map((backend) => {
          const problem = lists.all.value.get(backend.id)?.problem ?? undefined;
          return problem && <p key={backend.id}>{problemText(backend, problem.kind)}</p>;
        })}
        {backends.filter(isOpenRouter).map(({ id }) => {
          const { models = [], allowance } = lists.all.value.get(id) ?? {};
          if (models.length === 0) return null;
          return (
            <p key={id}>
              {translate("freeModelsHelp")}
              {allowance !== undefined && ` ${allowanceText(allowance)}`}
            </p>
          );
        })}
      </div>
      <button type="button" class="link-button" onClick={openSettings}>
        {translate("manageBackends")}
      </button>
    </>
  );
}

function problemText(backend: UsableBackend, kind: MessageError["kind"]): string {
  return translate("modelsProblem", backend.name, errorText(kind, errorSource(backend, backend.name)));
}

const optionId = (index: number) => `${LIST_ID}-${index}`;

interface OptionProps {
  id: string;
  option: ModelOption;
  active: boolean;
  selected: boolean;
  onChoose(target: Target): void;
}

function Option({ id, option: { target, label, also }, active, selected, onChoose }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-label={label}
      aria-selected={selected}
      data-active={active}
      tabindex={-1}
      // The focus stays where the person types.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(target)}
    >
      <bdi>{label}</bdi>
      {also !== undefined && also !== target.model && <small dir="auto">{also}</small>}
    </div>
  );
}
