import { useEffect } from "preact/hooks";
import type { AgreementState } from "./use-consent.ts";
import { translate } from "../../i18n/translate.ts";

export interface AgreementProps {
  agreement: AgreementState;
  /** The site that questions go to. */
  site: string;
  isPrivate: boolean;
  /** A question is waiting for it. */
  waiting: boolean;
  /** It goes away, and the focus that it had with it. */
  onGone(): void;
}

/**
 * The notice before the first question: where it goes, and who that is. It takes the focus when a question waits for it,
 * also where the question was sent before the notice stood.
 */
export function Agreement({ agreement: { button, accept, remind }, site, isPrivate, waiting, onGone }: AgreementProps) {
  useEffect(() => {
    if (waiting) remind();
  }, [waiting]);
  useEffect(() => onGone, []);
  return (
    <section class="agreement" aria-labelledby="agreement-title">
      <h2 id="agreement-title">{translate("agreementTitle")}</h2>
      <p>{translate("agreementSent", site)}</p>
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
