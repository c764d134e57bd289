import { effect, signal, untracked } from "@preact/signals";
import { createRef } from "preact";
import { createConnection } from "../../port/client.ts";
import type { Command, Surface } from "../../port/commands.ts";
import type { Port } from "../../port/port.ts";
import type { Message } from "../../conversations/conversation.ts";
import { chosenTarget, needsAgreement } from "../../backends/backends.ts";
import type { Target } from "../../backends/target.ts";
import type { SettingsReader } from "../../settings/settings-reader.ts";
import type { ViewSettings } from "../../settings/view-settings.ts";
import type { MessageActions } from "../thread/message-actions.ts";
import { isAllOf } from "../../conversations/path.ts";
import { sourcesOf } from "../../conversations/sources.ts";
import { temporaryId } from "../../conversations/temporary.ts";
import { branchAbout } from "../client/bin.ts";
import { createChat } from "../client/chat.ts";
import { offerUndoLeavingTemporary } from "../client/offer-undo-leaving-temporary.ts";
import { paceConfirmations } from "../client/pace-confirmations.ts";
import { deleteConversation } from "../client/delete-conversation.ts";
import { translate } from "../../i18n/translate.ts";
import { hasChoice } from "../models/has-choice.ts";
import { createModelPicker } from "../models/picker.ts";
import { createUndo } from "../notices/undo.tsx";
import { createErrorMending, type MendingDependencies } from "./error-mending.ts";
import type { ViewContext } from "./view-context.ts";

export interface ViewDependencies<Read extends ViewSettings> extends MendingDependencies {
  surface: Surface;
  connect(): Port;
  /** The window in which the view stands. */
  window: { id: number; private: boolean };
  /** Whether the browser has a menu on what is selected in a page. */
  hasContextMenu: boolean;
  settings: SettingsReader<Read>;
  /** Stores that the person agrees that questions go to this backend. */
  agreeTo(backendId: string): Promise<void>;
  /** Calls back when the view is about to go. Commands that are sent then still arrive. */
  onLeave(listener: () => void): void;
  /**
   * Calls back when the view may be out of date, or is about to be used: it is seen or typed into, or the background
   * starts.
   */
  onWake(listener: () => void): void;
  /** Opens a conversation in a tab of its own; null opens a new one. Such a tab lacks it. */
  openTab?: (conversationId: string | null) => void;
  close(): void;
  signal: AbortSignal;
}

/**
 * Brings a view to life. The person can type at once. Commands that are sent before the settings have been read wait,
 * and then go out in order.
 */
export function createView<Read extends ViewSettings>(dependencies: ViewDependencies<Read>): ViewContext<Read> {
  const { surface, connect, window, settings: storage, agreeTo, openSettings, close, report } = dependencies;
  const { signal: ended, onLeave, onWake, openTab, hasContextMenu } = dependencies;
  const settings = signal<Read | undefined>();
  let early: Command[] | undefined = [];
  let send = (command: Command): void => void early?.push(command);

  function hasAgreed(target: Target | undefined): boolean {
    if (settings.value === undefined) return false;
    return target === undefined || !needsAgreement(settings.value.backends, target.backendId);
  }

  const chat = createChat({
    send: (command) => send(command),
    chosen: () => settings.value && chosenTarget(settings.value.backends),
    hasAgreed,
    randomId: () => crypto.randomUUID(),
    newConversationId: (unique, temporary) => (temporary || window.private ? temporaryId(window.id, unique) : unique),
    close,
  });

  // Asks the held questions once the person has agreed, here or in another view, or asks somebody else.
  effect(() => {
    if (hasAgreed(chat.target.value)) untracked(chat.agreed);
  });

  function takeSettings(next: Read): void {
    settings.value = next;
    if (chat.problem.value === "settings-unread") chat.problem.value = undefined;
  }

  /** If the settings cannot be read, nothing is asked and a notice says so. */
  async function readSettings(): Promise<void> {
    try {
      takeSettings(await storage.get());
    } catch (cause) {
      report(cause);
      chat.problem.value = "settings-unread";
    }
  }

  async function connectView(): Promise<void> {
    await readSettings();
    storage.watch(() => void readSettings(), ended);
    const connection = createConnection({
      connect,
      greet: (resumed) => [
        { type: "hello", surface, windowId: window.id, private: window.private, resumed },
        ...chat.greet(resumed),
      ],
      receive: chat.receive,
      delivered: chat.delivered,
      failed: chat.failed,
      awaits: chat.awaits,
      report,
      signal: ended,
    });
    send = paceConfirmations(connection.send, ended);
    for (const command of early ?? []) send(command);
    early = undefined;
    onWake(connection.wake);
  }

  void connectView().catch(report);

  onLeave(() => {
    chat.draft.keepNow();
    chat.edited.keepNow();
  });

  const picker = createModelPicker();
  const modelButton = createRef<HTMLButtonElement>();
  const undo = createUndo();
  if (!window.private) offerUndoLeavingTemporary(chat, undo);

  /**
   * Deletes the whole conversation if the deletion leaves no message of any branch, because only the words in its title
   * would be left.
   */
  function deleteBranch({ id }: Message): void {
    const conversation = chat.shown.conversation.value;
    if (conversation !== undefined && isAllOf(chat.shown.all(), id)) {
      deleteConversation(chat, undo, conversation);
      return;
    }
    const leafId = chat.shown.path.value.at(-1);
    chat.edit({ type: "delete-branch", messageId: id });
    const conversationId = chat.conversationId.value;
    undo.show({
      text: translate("deletedFromHere"),
      about: branchAbout(conversationId, id),
      undo: () => chat.edit({ type: "restore-branch", messageId: id, leafId }, conversationId),
    });
  }

  const actions: MessageActions = {
    retry: chat.retry,
    retryAlone: chat.retryAlone,
    hasEarlier: (messageId) => chat.shown.path.value.indexOf(messageId) > 1,
    goOn: chat.goOn,
    edited: chat.edited.of,
    askInstead: (question, text) => chat.ask(text, { parentId: question.parentId, sources: [...sourcesOf(question)] }),
    select: (messageId) => chat.edit({ type: "select", messageId }),
    deleteBranch,
    openSite: chat.openSite,
    changeQuestion: chat.changeQuestion,
    picker,
    hasChoice: () => hasChoice(settings.value?.backends),
    chooseModel: () => modelButton.current?.click(),
    ...createErrorMending(chat, settings, dependencies),
  };

  /** Agrees to the backend that the notice has named. */
  async function agree(): Promise<void> {
    await agreeTo(chat.target.value?.backendId ?? (await storage.get()).backends.chosenId);
    takeSettings(await storage.get());
  }

  // A page of an extension opens in a normal window, but private conversations stay in their own.
  const canOpenTab = openTab !== undefined && !window.private;
  return {
    chat,
    undo,
    picker,
    modelButton,
    settings,
    actions,
    readSettings: () => void readSettings(),
    isPrivate: window.private,
    hasContextMenu,
    agree,
    openSettings: () => openSettings(),
    ...(canOpenTab && { openTab }),
  };
}
