import { batch, computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type Change, changesPath } from "../../conversations/change.ts";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import { askCommand, createPendingQuestions, type Question } from "./pending-questions.ts";
import { type Bin, createBin } from "./bin.ts";
import { type ChatCommands, createChatCommands } from "./conversation-commands.ts";
import { type ChatConnection, createChatConnection } from "./chat-connection.ts";
import { createDraft, type Draft, type DraftOwner } from "./draft.ts";
import { createListing, type Listing } from "./listing.ts";
import { createEditedQuestions, type EditedQuestions } from "./edited-questions.ts";
import { createSearch, type Search } from "./search.ts";
import type { Problem } from "./problem.ts";
import { createSubmission, type Submission } from "./submit.ts";
import { createShownConversation, type ShownConversation } from "./conversation-state.ts";
import { createIntentHandler } from "./handle-intent.ts";
import { acknowledgedBy } from "./acknowledged.ts";

/**
 * What one view shows. It draws what the background tells, and holds no truth of its own except the text being typed.
 */
export interface Chat
  extends
    ChatCommands,
    ChatConnection,
    Pick<Submission, "ask" | "askDraft" | "agreed">,
    Pick<Listing, "conversations" | "list"> {
  readonly conversationId: ReadonlySignal<string>;
  /** The shown conversation if the background knows it, null for a new chat. */
  readonly knownId: ReadonlySignal<string | null>;
  readonly shown: ShownConversation;
  readonly draft: Draft;
  readonly edited: EditedQuestions;
  /** Questions sent here and not confirmed by the background yet, oldest first. */
  readonly unconfirmed: ReadonlySignal<readonly Question[]>;
  /** Questions that wait until the person agrees. */
  readonly held: ReadonlySignal<readonly Question[]>;
  readonly search: Search;
  readonly bin: Bin;
  readonly problem: Signal<Problem | undefined>;
  /** How often an action of the person has led to the composer, such as choosing a conversation. */
  readonly composerFocusRequests: ReadonlySignal<number>;
  /** Moves the person to the composer, after an action that writing follows. */
  focusComposer(): void;
  /** Shows a conversation. `messageId`: scrolls to this message. */
  show(conversationId: string, messageId?: string): void;
  /** Starts a new chat. `temporary`: kept in memory only. */
  newChat(temporary: boolean): void;
  receive(event: Event): void;
}

export interface ChatDependencies {
  send(command: Command): void;
  /** Whether the person has agreed that questions go to the chat site. */
  hasAgreed(): boolean;
  /** Returns the id of a new message. */
  randomId(): string;
  /** Returns the id of a new conversation, made from `unique`. `temporary`: kept in memory only. */
  newConversationId(unique: string, temporary: boolean): string;
  /** Closes the view, when the shortcut asks for it. */
  close(): void;
}

export function createChat({ send, hasAgreed, randomId, newConversationId, close }: ChatDependencies): Chat {
  const conversationId = signal(newConversationId(randomId(), false));
  /** Whether the background knows the conversation, or is about to. */
  const begun = signal(false);
  const knownId = computed(() => (begun.value ? conversationId.value : null));
  const shown = createShownConversation();
  const draft = createDraft((kept) => send({ type: "draft", ...kept }));
  const edited = createEditedQuestions((kept) => send({ type: "draft", ...kept }));
  const listing = createListing(send);
  const search = createSearch(send, conversationId, shown);
  const bin = createBin(send);
  const problem = signal<Problem | undefined>();
  const composerFocusRequests = signal(0);

  function focusComposer(): void {
    composerFocusRequests.value += 1;
  }

  const pending = createPendingQuestions((question) => {
    if (question.conversationId !== conversationId.value) show(question.conversationId);
    if (!begun.value) {
      begun.value = true;
      draft.rename(question.conversationId);
      send({ type: "watch", conversationId: question.conversationId });
    }
    send(askCommand(question));
  });
  const unconfirmed = computed(() =>
    pending.unconfirmed.value.filter((question) => question.conversationId === conversationId.value),
  );

  /**
   * Switches to another conversation.
   * @param isBegun whether the background may know it
   * @param draftOwner whose text stands in the composer from now on
   */
  function switchTo(id: string, isBegun: boolean, draftOwner: DraftOwner): void {
    batch(() => {
      draft.switchTo(draftOwner);
      conversationId.value = id;
      begun.value = isBegun;
      problem.value = undefined;
      search.scrollTarget.value = undefined;
      shown.clear();
    });
    send({ type: "watch", conversationId: knownId.value });
  }

  function show(id: string, messageId?: string): void {
    if (knownId.value !== id) switchTo(id, true, id);
    search.seek(messageId);
  }

  function newChat(temporary: boolean): void {
    const id = newConversationId(randomId(), temporary);
    // A temporary chat counts as known at once: its id keeps its draft off the disk, and finds the draft again.
    switchTo(id, temporary, temporary ? id : null);
    if (temporary) draft.load(id, "");
  }

  /**
   * Leaves a conversation that was deleted, perhaps in another view, because nothing can be asked there. The draft
   * moves along, and unconfirmed questions go back to the composer.
   */
  function leaveDeleted(): boolean {
    if (shown.conversation.value?.deletedAt === undefined) return false;
    const unsent = unconfirmed.value;
    pending.confirm((question) => unsent.includes(question));
    const typed = draft.take(draft.owner) ?? "";
    newChat(false);
    for (const text of [typed, ...unsent.map((question) => question.text)]) draft.add(text);
    return true;
  }

  const questions = createSubmission({
    conversationId,
    running: shown.running,
    pending,
    draft,
    problem,
    hasAgreed,
    randomId,
  });

  const handleIntent = createIntentHandler({
    show,
    newChat: () => newChat(false),
    addToDraft: draft.add,
    askAnew(intentId, text, title) {
      switchTo(newConversationId(intentId, false), false, null);
      questions.ask(text, { questionId: intentId, ...(title !== undefined && { title }) });
    },
    send,
  });

  function confirm(isWhole: boolean, changes: readonly Change[] = []): void {
    const isAcknowledged = acknowledgedBy(shown, isWhole, changes);
    pending.confirm(
      (question) => question.conversationId === conversationId.value && isAcknowledged(question.questionId),
    );
  }

  function take(event: Event): void {
    switch (event.type) {
      case "welcome":
        if (!begun.value && event.conversationId !== null) show(event.conversationId);
        return draft.load(null, event.draft);
      case "snapshot":
        if (event.conversation.id !== conversationId.value) return;
        shown.takeSnapshot(
          event.conversation,
          event.messages,
          unconfirmed.value.map(({ questionId }) => questionId),
        );
        if (leaveDeleted()) return;
        draft.load(event.conversation.id, event.draft);
        edited.load(event.edited ?? {});
        search.revealTarget();
        pending.acknowledgeAll(event.conversation.id);
        return confirm(true);
      case "unchanged":
        if (event.conversationId !== conversationId.value) return;
        pending.acknowledgeAll(event.conversationId);
        return confirm(true);
      case "changes":
        send({ type: "received", conversationId: event.conversationId, sequence: event.sequence });
        if (event.conversationId !== conversationId.value) return;
        shown.takeChanges(event.changes);
        if (leaveDeleted()) return;
        return confirm(event.changes.some(changesPath), event.changes);
      case "conversations":
        return listing.take(event);
      case "found":
        return search.take(event);
      case "bin":
      case "counted":
        return bin.take(event);
      case "intent":
        return handleIntent(event.intent);
      case "refused":
        return questions.takeRefusal(event);
      case "failed":
      case "storage-failed":
        problem.value = event.type === "failed" ? "not-done" : "storage-failed";
        return;
      case "site-checked":
      case "done":
      case "proxy-checked":
      case "models":
      case "backend-tested":
        return;
      case "close":
        return close();
      default:
        event satisfies never;
    }
  }

  const here = { conversationId, knownId, shown, draft, unconfirmed };
  return {
    ...here,
    ask: questions.ask,
    askDraft: questions.askDraft,
    agreed: questions.agreed,
    ...createChatCommands({ ...here, send, edited, randomId, newChat, focusComposer }),
    ...createChatConnection({ ...here, pending, questions, listing, bin, problem }),
    edited,
    held: pending.held,
    conversations: listing.conversations,
    list: listing.list,
    search,
    bin,
    problem,
    composerFocusRequests,
    focusComposer,
    show(id, messageId) {
      show(id, messageId);
      focusComposer();
    },
    newChat(temporary) {
      newChat(temporary);
      focusComposer();
    },
    receive: (event) => batch(() => take(event)),
  };
}
