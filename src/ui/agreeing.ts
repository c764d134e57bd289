import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { ViewContext } from "./view-context.ts";

/** The first-use notice of a view: whether it stands, and what its button does. */
export interface AgreementState {
  needed: boolean;
  button: RefObject<HTMLButtonElement | null>;
  accept(): void;
  /** Leads the person to the button. */
  remind(): void;
}

export function useAgreement({ chat, settings, agree }: ViewContext): AgreementState {
  const button = useRef<HTMLButtonElement>(null);
  return {
    needed: settings.value !== undefined && settings.value.agreedAt === null,
    button,
    accept: () => void agree().then(chat.agreed, () => (chat.problem.value = "agreement-unsaved")),
    remind: () => button.current?.focus(),
  };
}
