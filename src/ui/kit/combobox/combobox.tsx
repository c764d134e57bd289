import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { type ComboboxOption, filterOptions, MAX_DRAWN } from "./filter-options.ts";

export interface ComboboxProps {
  /** Names the field and its list. */
  label: string;
  value: string;
  options: readonly ComboboxOption[];
  onInput(value: string): void;
  /** Called when the list is opened. */
  onOpen?(): void;
  /** The id of what says more about it. */
  describedBy?: string;
  field?: RefObject<HTMLInputElement | null>;
}

/**
 * A text box with a list of what can be chosen; anything else can be typed. Arrows, Home and End go through the open list,
 * Enter takes what is marked, Escape closes it. What is typed narrows it down. The list opens above the field, so that what
 * comes below it can be reached while it is open.
 */
export function Combobox({ label, value, options, onInput, onOpen, describedBy, field }: ComboboxProps) {
  const id = useId();
  const ownField = useRef<HTMLInputElement>(null);
  const input = field ?? ownField;
  const list = useRef<HTMLDivElement>(null);
  const open = useSignal(false);
  /** Whether the text is a search. What stood there when the list was opened is none. */
  const searching = useSignal(false);
  const active = useSignal(-1);
  const found = useMemo(
    () => filterOptions(options, searching.value ? value : ""),
    [options, searching.value, searching.value && value],
  );
  const drawn = found.slice(0, MAX_DRAWN);
  const isWhole = searching.value && found.length === 1 && found[0]?.value === value;
  const isShown = open.value && drawn.length > 0 && !isWhole;
  const activeOption = isShown ? drawn[active.value] : undefined;

  useEffect(() => {
    if (isShown) list.current?.scrollIntoView?.({ block: "nearest" });
  }, [isShown]);
  useEffect(() => {
    list.current?.children[active.value]?.scrollIntoView?.({ block: "nearest" });
  }, [active.value, isShown]);

  function show(): void {
    if (open.value) return;
    open.value = true;
    searching.value = false;
    active.value = options.findIndex((option) => option.value === value);
    onOpen?.();
  }

  function close(): void {
    open.value = false;
    active.value = -1;
  }

  function take({ value: taken }: ComboboxOption): void {
    onInput(taken);
    close();
    input.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    const last = drawn.length - 1;
    const places: Record<string, () => number> = {
      ArrowDown: () => (active.value >= last ? 0 : active.value + 1),
      ArrowUp: () => (active.value <= 0 ? last : active.value - 1),
      ...(activeOption !== undefined && { Home: () => 0, End: () => last }),
    };
    const place = places[event.key];
    if (event.key === "Escape" && isShown) close();
    else if (event.key === "Enter" && isShown) {
      if (activeOption === undefined) close();
      else take(activeOption);
    } else if (event.altKey && event.key === "ArrowUp") close();
    else if (place !== undefined && isShown) active.value = place();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      show();
      if (active.value < 0) active.value = event.key === "ArrowDown" ? 0 : options.length - 1;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="combobox">
      <label for={`${id}-field`}>{label}</label>
      <input
        ref={input}
        id={`${id}-field`}
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={activeOption && `${id}-${active.value}`}
        aria-describedby={describedBy}
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={({ currentTarget }) => {
          show();
          searching.value = true;
          active.value = -1;
          onInput(currentTarget.value);
        }}
        onClick={show}
        onKeyDown={press}
        onBlur={close}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        hidden={!isShown}
        // The field keeps the focus, also while the list is scrolled.
        onMouseDown={(event) => event.preventDefault()}
      >
        {isShown &&
          drawn.map((option, index) => (
            <div
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active.value}
              onClick={() => take(option)}
            >
              {option.name !== undefined && <span dir="auto">{option.name}</span>}
              <span class={option.name === undefined ? undefined : "option-value"} dir="ltr">
                {option.value}
              </span>
            </div>
          ))}
      </div>
    </div>
  );
}
