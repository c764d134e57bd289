import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { needsAgreement } from "../../backends/backends.ts";
import type { ViewContext } from "../shell/view-context.ts";

/** The notice before the first question to a backend: whether it is shown, and what its button does. */
export interface AgreementState {
  needed: boolean;
  button: RefObject<HTMLButtonElement | null>;
  accept(): void;
  /** Leads the person to the button. */
  remind(): void;
}

export function useAgreement({ chat, settings, readSettings, agree }: ViewContext): AgreementState {
  const button = useRef<HTMLButtonElement>(null);
  return {
    needed: settings.value !== undefined && needsAgreement(settings.value.backends),
    button,
    accept: () => void agree().then(chat.agreed, () => (chat.problem.value = "agreement-unsaved")),
    remind() {
      // Whoever presses Send again where the settings could not be read has them read again.
      if (settings.value === undefined) readSettings();
      button.current?.focus();
    },
  };
}
