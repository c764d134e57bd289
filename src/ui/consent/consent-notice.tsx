import { useEffect } from "preact/hooks";
import type { UsableBackend } from "../../backends/backend.ts";
import type { AgreementState } from "./use-consent.ts";
import { translate } from "../../i18n/translate.ts";
import { reachText, sentText } from "./consent-text.ts";

export interface AgreementProps {
  agreement: AgreementState;
  /** Whom questions go to. */
  backend: UsableBackend;
  isPrivate: boolean;
  /** A question is waiting for it. */
  waiting: boolean;
  /** It goes away, and the focus that it had with it. */
  onGone(): void;
}

/**
 * The notice before the first question to a backend: who gets what. It takes the focus when a question waits for it,
 * also where the question was sent before the notice stood.
 */
export function Agreement({
  agreement: { button, accept, remind },
  backend,
  isPrivate,
  waiting,
  onGone,
}: AgreementProps) {
  useEffect(() => {
    if (waiting) remind();
  }, [waiting]);
  useEffect(() => onGone, []);
  return (
    <section class="agreement" aria-labelledby="agreement-title">
      <h2 id="agreement-title">{translate("agreementTitle")}</h2>
      <p>{sentText(backend)}</p>
      <p>{reachText(backend)}</p>
      <p>{translate(isPrivate ? "agreementKeptInMemory" : "agreementKept")}</p>
      {waiting && (
        <p role="status" class="agreement-waiting">
          {translate("agreementWaiting")}
        </p>
      )}
      <button ref={button} type="button" class="button primary" onClick={accept}>
        {translate("agreeAndStart")}
      </button>
    </section>
  );
}
