import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Command } from "../../port/commands.ts";
import type { PendingQuestions, Question } from "./pending-questions.ts";
import type { Bin } from "./bin.ts";
import type { Draft } from "./draft.ts";
import type { Listing } from "./listing.ts";
import type { Problem } from "./problem.ts";
import type { Submission } from "./submit.ts";
import { recoverCommand } from "./recover-command.ts";
import type { ShownConversation } from "./conversation-state.ts";

/** What a connection has to know of a chat, and tells it. */
export interface ChatConnection {
  /** What a new connection is told first. `resumed`: the background need not say what was shown last. */
  greet(resumed: boolean): Command[];
  /** The background has carried out this command. */
  delivered(command: Command): void;
  /** The background could not carry out this command. */
  failed(command: Command): void;
  /** Whether the background has still to tell something of what is shown. */
  awaits(): boolean;
}

export interface ChatConnectionDependencies {
  conversationId: ReadonlySignal<string>;
  knownId: ReadonlySignal<string | null>;
  shown: ShownConversation;
  /** On their way to the background, in the shown conversation. */
  unconfirmed: ReadonlySignal<readonly Question[]>;
  pending: PendingQuestions;
  questions: Submission;
  draft: Draft;
  listing: Listing;
  bin: Bin;
  problem: Signal<Problem | undefined>;
}

export function createChatConnection(dependencies: ChatConnectionDependencies): ChatConnection {
  const { conversationId, knownId, shown, unconfirmed, pending, questions, draft, listing, bin, problem } =
    dependencies;

  /** What is shown already need not come again; an answer that was being written has changed by now. */
  function watchCommand(): Command {
    const has = shown.running.value ? undefined : shown.fingerprint();
    return { type: "watch", conversationId: knownId.value, ...(has !== undefined && { has }) };
  }

  /** A text on its way to be kept has arrived, or will not. That of a question which is being changed is no draft of ours. */
  function takeDraft(command: Command): void {
    if (command.type === "draft" && command.messageId === undefined) draft.delivered(command.conversationId);
  }

  return {
    greet: (resumed) => [
      ...recoverCommand(conversationId.value, shown),
      ...(knownId.value === null && !resumed ? [] : [watchCommand()]),
      ...listing.greet(),
      ...bin.greet(),
    ],
    delivered(command) {
      if (command.type === "ask") pending.delivered(command.questionId);
      takeDraft(command);
    },
    failed(command) {
      problem.value = "not-done";
      if (command.type === "ask") questions.takeBack(command.questionId);
      takeDraft(command);
      if (command.type === "hand-over") draft.add(command.draft);
    },
    awaits: () =>
      shown.running.value ||
      unconfirmed.value.length > 0 ||
      (knownId.value !== null && shown.conversation.value === undefined) ||
      listing.awaits ||
      bin.awaits,
  };
}
