import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface IconButtonProps {
  /** What it does, for the screen reader and as a tooltip. */
  label: string;
  onClick?: () => void;
  /** The id of a popover that it opens and closes, and that stands beside it. */
  opens?: string;
  children: ComponentChildren;
  disabled?: boolean;
  /** Takes the focus when it comes to stand. */
  takesFocus?: boolean;
}

/** A button that shows an icon alone. */
export function IconButton({ label, onClick, opens, children, disabled, takesFocus = false }: IconButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) button.current?.focus();
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={onClick}
      disabled={disabled}
      popovertarget={opens}
    >
      {children}
    </button>
  );
}
