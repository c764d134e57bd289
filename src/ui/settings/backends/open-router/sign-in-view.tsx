import { useEffect, useMemo } from "preact/hooks";
import type { UsableBackend } from "../../../../backends/backend.ts";
import { kindById } from "../../../../backends/backend-kinds.ts";
import { translate } from "../../../../i18n/translate.ts";
import { verdictText } from "../connection-test/verdict-text.ts";
import { createSignIn, type SignInDependencies, type SignInState, type SignInWishes } from "./sign-in.ts";

export interface SignInViewProps extends SignInDependencies {
  /** What is typed now. */
  wishes?(): SignInWishes;
  /** Called with the backend that has a key now, as it is stored. */
  onSignedIn(backend: UsableBackend): void;
}

/** The button that signs in with OpenRouter, who gets what is asked from then on, and how it goes. */
export function SignInView({ wishes, onSignedIn, ...dependencies }: SignInViewProps) {
  const signIn = useMemo(() => createSignIn(dependencies), []);
  useEffect(() => signIn.stop, []);
  const state = signIn.state.value;
  if (dependencies.keys === undefined || dependencies.signInAccess === undefined) return null;

  /** Must not await anything first, because access is asked for inside the click. */
  async function start(): Promise<void> {
    const backend = await signIn.start(wishes?.());
    if (backend !== undefined) onSignedIn(backend);
  }

  return (
    <div class="sign-in">
      <div class="button-row">
        <button type="button" class="button" aria-describedby="sign-in-note" onClick={() => void start()}>
          {translate("signInOpenRouter")}
        </button>
        {state?.type === "waiting" && (
          <button type="button" class="button" onClick={signIn.stop}>
            {translate("stop")}
          </button>
        )}
      </div>
      <div role="status">{state !== undefined && <p class={classOf(state)}>{stateText(state)}</p>}</div>
      <p id="sign-in-note" class="note">
        {translate("signInOpenRouterHelp")}
      </p>
    </div>
  );
}

function classOf(state: SignInState): string {
  const isQuiet = state.type === "waiting" || (state.type === "ended" && state.end === "cancelled");
  return isQuiet ? "note" : "error";
}

function stateText(state: SignInState): string {
  const place = "openrouter.ai";
  switch (state.type) {
    case "waiting":
      return translate("signInWaiting");
    case "no-access":
      return translate("testNoAccess", place);
    case "unsaved":
      return translate("notSaved");
    case "failed":
      return verdictText(state.problem.kind, { kind: kindById("openrouter"), place, model: undefined });
    case "ended":
      return endText(state.end);
    default:
      return state satisfies never;
  }
}

function endText(end: Extract<SignInState, { type: "ended" }>["end"]): string {
  switch (end) {
    case "cancelled":
      return translate("signInCancelled");
    case "other-try":
      return translate("signInOtherTry");
    case "expired":
      return translate("signInExpired");
    default:
      return end satisfies never;
  }
}
