import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface IconButtonProps {
  /** Its action, for screen readers and as a tooltip. */
  label: string;
  onClick?: () => void;
  /** The id of the popover beside it that it opens and closes. */
  opens?: string;
  /** Whether what it unfolds, right behind it, is unfolded. Default: it unfolds nothing. */
  expanded?: boolean;
  children: ComponentChildren;
  disabled?: boolean;
  /** Whether it takes the focus when it appears. Default: false. */
  takesFocus?: boolean;
}

/** A button with nothing but an icon. */
export function IconButton({
  label,
  onClick,
  opens,
  expanded,
  children,
  disabled,
  takesFocus = false,
}: IconButtonProps) {
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
      aria-expanded={expanded}
    >
      {children}
    </button>
  );
}
