import { batch, computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import type { Target } from "../../backends/target.ts";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import { askCommand, createPendingQuestions, type Question } from "./questions/pending-questions.ts";
import { type Bin, createBin } from "./bin.ts";
import { type ChatCommands, createChatCommands } from "./conversation-commands.ts";
import { type ChatConnection, createChatConnection } from "./chat-connection.ts";
import { createDraft, type Draft, type DraftOwner } from "./draft.ts";
import { createModelLists, type ModelLists } from "./model-lists.ts";
import { createListing, type Listing } from "./listing.ts";
import { createEditedQuestions, type EditedQuestions } from "./edited-questions.ts";
import { createSearch, type Search } from "./search.ts";
import type { Problem } from "./problem.ts";
import { createSubmission, type Submission } from "./questions/submit.ts";
import { createShownConversation, type ShownConversation } from "./conversation-state.ts";
import { createIntentHandler } from "./handle-intent.ts";
import { createEventTaker } from "./take-event.ts";
import { createTargetChoice, type TargetChoice } from "./questions/target.ts";

/**
 * What one view shows. It draws what the background tells, and holds no truth of its own except the text being typed.
 */
export interface Chat
  extends
    ChatCommands,
    ChatConnection,
    Pick<Submission, "ask" | "askDraft" | "agreed">,
    Pick<TargetChoice, "target" | "choose">,
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
  readonly models: ModelLists;
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
  /** The backend that the person has chosen in the settings. undefined: they have not been read yet. */
  chosen(): Target | undefined;
  /**
   * Whether the person has agreed that questions go there. undefined: it is not known yet where they go. The background
   * then refuses what is not agreed.
   */
  hasAgreed(target: Target | undefined): boolean;
  /** Returns the id of a new message. */
  randomId(): string;
  /** Returns the id of a new conversation, made from `unique`. `temporary`: kept in memory only. */
  newConversationId(unique: string, temporary: boolean): string;
  /** Closes the view, when the shortcut asks for it. */
  close(): void;
}

export function createChat(dependencies: ChatDependencies): Chat {
  const { send, chosen, hasAgreed, randomId, newConversationId, close } = dependencies;
  const conversationId = signal(newConversationId(randomId(), false));
  /** Whether the background knows the conversation, or is about to. */
  const begun = signal(false);
  /** Whether the conversation is a new chat, or was one when this view turned to it. */
  const isNew = signal(true);
  const knownId = computed(() => (begun.value ? conversationId.value : null));
  const shown = createShownConversation();
  const draft = createDraft((kept) => send({ type: "draft", ...kept }));
  const edited = createEditedQuestions((kept) => send({ type: "draft", ...kept }));
  const listing = createListing(send);
  const search = createSearch(send, conversationId, shown);
  const bin = createBin(send);
  const models = createModelLists(send);
  const problem = signal<Problem | undefined>();
  const composerFocusRequests = signal(0);

  function focusComposer(): void {
    composerFocusRequests.value += 1;
  }

  const pending = createPendingQuestions((question) => {
    if (question.conversationId !== conversationId.value) show(question.conversationId);
    if (!begun.value) {
      targets.begin();
      begun.value = true;
      draft.rename(question.conversationId);
      send({ type: "watch", conversationId: question.conversationId });
    }
    send(askCommand(question));
  });
  const targets = createTargetChoice({
    send,
    conversationId,
    knownId,
    conversation: shown.conversation,
    isNew,
    isStored: () => shown.path.value.length > 0 || unconfirmed.value.length > 0,
    chosen,
  });
  const unconfirmed = computed(() =>
    pending.unconfirmed.value.filter((question) => question.conversationId === conversationId.value),
  );

  /**
   * Switches to another conversation.
   * @param isBegun whether the background may know it
   * @param draftOwner whose text stands in the composer from now on
   * @param isOld whether the background may have messages of it
   */
  function switchTo(id: string, isBegun: boolean, draftOwner: DraftOwner, isOld = false): void {
    batch(() => {
      draft.switchTo(draftOwner);
      conversationId.value = id;
      begun.value = isBegun;
      isNew.value = !isOld;
      problem.value = undefined;
      search.scrollTarget.value = undefined;
      shown.clear();
    });
    send({ type: "watch", conversationId: knownId.value });
  }

  function show(id: string, messageId?: string): void {
    if (knownId.value !== id) switchTo(id, true, id, true);
    search.seek(messageId);
  }

  function newChat(temporary: boolean): void {
    const id = newConversationId(randomId(), temporary);
    // A temporary chat counts as known at once: its id keeps its draft off the disk, and finds the draft again.
    switchTo(id, temporary, temporary ? id : null);
    if (temporary) draft.load(id, "");
  }

  const questions = createSubmission({
    conversationId,
    running: shown.running,
    pending,
    draft,
    problem,
    whom: targets.whom,
    hasAgreed,
    randomId,
  });

  const handleIntent = createIntentHandler({
    show,
    newChat: () => newChat(false),
    addToDraft: draft.add,
    choose: targets.choose,
    askAnew({ id, text, title, sources }) {
      switchTo(newConversationId(id, false), false, null);
      const more = { ...(title !== undefined && { title }), ...(sources !== undefined && { sources }) };
      questions.ask(text, { questionId: id, ...more });
    },
    send,
  });

  const takeEvent = createEventTaker({
    conversationId,
    begun,
    shown,
    draft,
    targets,
    edited,
    listing,
    search,
    bin,
    models,
    problem,
    pending,
    unconfirmed,
    questions,
    send,
    show,
    newChat,
    handleIntent,
    close,
  });
  const here = { conversationId, knownId, shown, draft, unconfirmed, targets };
  return {
    conversationId,
    knownId,
    shown,
    draft,
    unconfirmed,
    target: targets.target,
    choose: targets.choose,
    ask: questions.ask,
    askDraft: questions.askDraft,
    agreed: questions.agreed,
    ...createChatCommands({ ...here, send, edited, randomId, newChat, focusComposer }),
    ...createChatConnection({ ...here, pending, questions, listing, bin, models, problem }),
    edited,
    held: pending.held,
    conversations: listing.conversations,
    list: listing.list,
    search,
    bin,
    models,
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
    receive: (event) => batch(() => takeEvent(event)),
  };
}
