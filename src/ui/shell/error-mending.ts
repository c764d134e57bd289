import type { ReadonlySignal } from "@preact/signals";
import type { UsableBackend } from "../../backends/backend.ts";
import { findBackend } from "../../backends/backends.ts";
import { backendAddress } from "../../backends/address.ts";
import type { Message } from "../../conversations/conversation.ts";
import { askedBackend } from "../../conversations/writers.ts";
import { hostPattern } from "../../settings/site-address.ts";
import { DEFAULT_SITE_URL, type ViewSettings } from "../../settings/view-settings.ts";
import type { BuiltInModel } from "../built-in/built-in-model.ts";
import type { Chat } from "../client/chat.ts";
import type { MessageActions } from "../thread/message-actions.ts";

/** What mending the errors of backends needs of the browser. */
export interface MendingDependencies {
  /** Opens the settings. `backendId`: where this backend is edited. */
  openSettings(backendId?: string): void;
  /** Asks the person for access to a host. Must be called inside the click. */
  requestAccess(hostPattern: string): Promise<boolean>;
  /** Lets a backend take so many tokens of context, from now on. */
  allowContext(backendId: string, tokens: number): Promise<void>;
  /** Loads what reaches the browser's own model. */
  loadBuiltIn(): Promise<BuiltInModel>;
  report(problem: unknown): void;
}

/** What a person can do about an error of a backend. */
export type ErrorMending = Pick<
  MessageActions,
  "backendOf" | "backendWithId" | "askAgain" | "allowAccess" | "giveMemory" | "openSettings" | "loadBuiltIn" | "report"
>;

/** Creates it. What has been mended is asked again. */
export function createErrorMending(
  chat: Chat,
  settings: ReadonlySignal<ViewSettings | undefined>,
  { openSettings, requestAccess, allowContext, loadBuiltIn, report }: MendingDependencies,
): ErrorMending {
  function backendWithId(id: string): UsableBackend | undefined {
    const { backends } = settings.value ?? {};
    return backends && findBackend(backends, id);
  }

  const backendOf = (message: Message) => backendWithId(askedBackend(message)?.id ?? "");

  /** Asks the backend that was mended, also where the conversation asks another one by now. */
  function askAgain(answer: Message): void {
    const backendId = backendOf(answer)?.id;
    const isAsked = backendId === undefined || backendId === chat.target.value?.backendId;
    if (isAsked) chat.retry(answer.id);
    else chat.retry(answer.id, { backendId, ...answer.asked });
  }

  async function allowAccess(answer: Message): Promise<void> {
    const backend = backendOf(answer);
    const address = backend === undefined ? DEFAULT_SITE_URL : backendAddress(backend);
    if (address !== undefined && (await requestAccess(hostPattern(address)))) askAgain(answer);
  }

  async function giveMemory(answer: Message): Promise<void> {
    const { context } = answer.error ?? {};
    const id = askedBackend(answer)?.id;
    if (context === undefined || id === undefined) return;
    try {
      await allowContext(id, Math.min(context.neededTokens, context.modelTokens ?? Infinity));
    } catch (cause) {
      chat.problem.value = "not-done";
      report(cause);
      return;
    }
    askAgain(answer);
  }

  return {
    backendOf,
    backendWithId,
    allowAccess: (answer) => void allowAccess(answer).catch(report),
    askAgain,
    giveMemory: (answer) => void giveMemory(answer),
    openSettings: (answer) => openSettings(answer && backendOf(answer)?.id),
    loadBuiltIn,
    report,
  };
}
