import type { ComponentChildren, RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { Target } from "../../backends/target.ts";
import { MODEL_PICKER_ID } from "./model-picker.tsx";
import type { ModelPicker } from "./picker.ts";

export interface PickerButtonProps {
  picker: ModelPicker;
  /** As `PickRequest.about`. */
  about: string | null;
  onPick(target: Target): void;
  /** Its name, where its content is not one. It is the tooltip too. */
  label: string;
  class: string;
  disabled?: boolean;
  /** For whoever presses it by program. */
  button?: RefObject<HTMLButtonElement | null>;
  children: ComponentChildren;
}

/** A button that opens the list of models, and closes it when it is pressed again. */
export function PickerButton({ picker, about, onPick, label, button, children, ...rest }: PickerButtonProps) {
  const own = useRef<HTMLButtonElement>(null);
  const isOpen = picker.request.value?.about === about;
  /** Whether the list was open before the press. The press itself has closed it by the time of the click. */
  const wasOpen = useRef(false);

  function press({ currentTarget }: { currentTarget: HTMLButtonElement }): void {
    if (!wasOpen.current) picker.open({ about, source: currentTarget, choose: onPick });
    wasOpen.current = false;
  }

  return (
    <button
      ref={button ?? own}
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      aria-haspopup="listbox"
      aria-expanded={isOpen}
      aria-controls={isOpen ? MODEL_PICKER_ID : undefined}
      onPointerDown={() => (wasOpen.current = isOpen)}
      onClick={press}
    >
      {children}
    </button>
  );
}
