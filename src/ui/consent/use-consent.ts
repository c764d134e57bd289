import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { UsableBackend } from "../../backends/backend.ts";
import { findBackend } from "../../backends/backends.ts";
import type { ViewContext } from "../shell/view-context.ts";

/** The notice before the first question to a backend: whose it is, and what its button does. */
export interface AgreementState {
  /** The backend that the person has not agreed to. undefined: no notice is shown. */
  backend: UsableBackend | undefined;
  button: RefObject<HTMLButtonElement | null>;
  accept(): void;
  /** Leads the person to the button. */
  remind(): void;
}

export function useAgreement({ chat, settings, readSettings, agree }: ViewContext): AgreementState {
  const button = useRef<HTMLButtonElement>(null);
  const backends = settings.value?.backends;
  const backend = backends && findBackend(backends, chat.target.value?.backendId ?? "");
  return {
    backend: backend?.agreedAt === null ? backend : undefined,
    button,
    accept: () => void agree().then(chat.agreed, () => (chat.problem.value = "agreement-unsaved")),
    remind() {
      // Whoever presses Send again where the settings could not be read has them read again.
      if (settings.value === undefined) readSettings();
      button.current?.focus();
    },
  };
}
