import type { BackendKind } from "../../../../backends/backend-kinds.ts";
import type { MessageError } from "../../../../conversations/conversation.ts";
import { translate } from "../../../../i18n/translate.ts";
import type { ErrorSource } from "../../../notices/error-source.ts";
import { errorText } from "../../../notices/error-text.ts";

/** What was tried. */
export interface Tried {
  readonly kind: BackendKind;
  /** Its host and port, or the name of the kind. */
  readonly place: string;
  /** The model that was to answer. undefined: whichever. */
  readonly model: string | undefined;
}

/** Says what is wrong with a backend and what to do, in the person's language. */
export function verdictText(problem: MessageError["kind"], { kind, place, model }: Tried): string {
  // It has no server of which a test could say more.
  if (kind.type === "built-in") return errorText(problem, sourceOf(kind, place));
  switch (problem) {
    case "not-running":
      return translate("testNotRunning", place);
    case "wrong-path":
      return translate("testWrongPath", place);
    case "origin-refused":
      return kind.id === "ollama" ? errorText(problem, sourceOf(kind, place)) : translate("testOriginRefused", place);
    case "no-key":
      return translate("testNoKey", place);
    case "wrong-key":
      return translate("testWrongKey", place);
    case "quota":
      return kind.type === "chatgptt" ? errorText(problem, sourceOf(kind, place)) : translate("testNoMoney", place);
    case "no-model":
      return model === undefined ? translate("testNoModels", place) : translate("testNoModel", place, model);
    case "loading":
      return translate("testLoading", place);
    case "permission":
      return translate("testNoAccess", place);
    case "site-error":
      return translate("testSiteError", place);
    case "bad-request":
      return translate("testBadRequest", place);
    case "offline":
      return translate("testOffline");
    case "moved":
      return translate("siteLeadsElsewhere");
    case "tokens-missing":
      return translate("siteWithoutChat");
    case "challenge":
      return translate("siteChallenge");
    default:
      return errorText(problem, sourceOf(kind, place));
  }
}

function sourceOf({ id, type, account }: BackendKind, place: string): ErrorSource {
  const source = { name: place, place };
  if (type === "chatgptt") return { ...source, type: "site" };
  if (type === "built-in") return { ...source, type: "browser" };
  if (account !== undefined) return { ...source, type: "company" };
  return { ...source, type: id === "ollama" ? "ollama" : "computer" };
}

/** Says how to start what does not run, or to give it a model. undefined: nobody knows. */
export function startText(problem: MessageError["kind"], { kind, model }: Tried): string | undefined {
  if (problem === "not-running") return howToStart(kind.id);
  return problem === "no-model" && model === undefined ? howToGetModels(kind.id) : undefined;
}

function howToStart(kindId: string): string | undefined {
  switch (kindId) {
    case "ollama":
      return translate("startByCommand", "ollama serve");
    case "llama.cpp":
      return translate("startByCommand", "llama-server -m model.gguf");
    case "vllm":
      return translate("startByCommand", "vllm serve MODEL");
    case "lm-studio":
      return translate("startLmStudio");
    default:
      return undefined;
  }
}

function howToGetModels(kindId: string): string | undefined {
  switch (kindId) {
    case "ollama":
      return translate("getOllamaModel", "ollama pull MODEL");
    case "lm-studio":
      return translate("loadLmStudioModel");
    default:
      return undefined;
  }
}
