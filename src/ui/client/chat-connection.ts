import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Command } from "../../port/commands.ts";
import type { PendingQuestions, Question } from "./questions/pending-questions.ts";
import type { Bin } from "./bin.ts";
import type { Draft } from "./draft.ts";
import type { ModelLists } from "./model-lists.ts";
import type { Listing } from "./listing.ts";
import type { Problem } from "./problem.ts";
import type { Submission } from "./questions/submit.ts";
import { recoverCommand } from "./recover-command.ts";
import type { ShownConversation } from "./conversation-state.ts";
import type { TargetChoice } from "./questions/target.ts";

/** What a connection asks of a chat, and reports to it. */
export interface ChatConnection {
  /**
   * Returns the first commands of a new connection. `resumed`: the background need not report the conversation shown
   * last.
   */
  greet(resumed: boolean): Command[];
  /** Called when the background has carried out a command. */
  delivered(command: Command): void;
  /** Called when the background could not carry out a command. */
  failed(command: Command): void;
  /** Whether something shown is still to come from the background. */
  awaits(): boolean;
}

export interface ChatConnectionDependencies {
  conversationId: ReadonlySignal<string>;
  knownId: ReadonlySignal<string | null>;
  shown: ShownConversation;
  /** Questions of the shown conversation on their way to the background. */
  unconfirmed: ReadonlySignal<readonly Question[]>;
  pending: PendingQuestions;
  questions: Submission;
  targets: TargetChoice;
  draft: Draft;
  listing: Listing;
  bin: Bin;
  models: ModelLists;
  problem: Signal<Problem | undefined>;
}

export function createChatConnection(dependencies: ChatConnectionDependencies): ChatConnection {
  const {
    conversationId,
    knownId,
    shown,
    unconfirmed,
    pending,
    questions,
    targets,
    draft,
    listing,
    bin,
    models,
    problem,
  } = dependencies;

  /**
   * Says what is shown already, so that it is not sent again. A running answer has changed by now, so then nothing is
   * said.
   */
  function watchCommand(): Command {
    const has = shown.running.value ? undefined : shown.fingerprint();
    return { type: "watch", conversationId: knownId.value, ...(has !== undefined && { has }) };
  }

  /** Notes that a draft was stored or failed. The text of an edited question is no draft of this kind. */
  function takeDraft(command: Command): void {
    if (command.type === "draft" && command.messageId === undefined) draft.delivered(command.conversationId);
  }

  return {
    greet: (resumed) => [
      ...recoverCommand(conversationId.value, shown),
      ...(knownId.value === null && !resumed ? [] : [watchCommand()]),
      ...listing.greet(),
      ...bin.greet(),
      ...models.greet(),
    ],
    delivered(command) {
      if (command.type === "ask") pending.delivered(command.questionId);
      targets.delivered(command);
      takeDraft(command);
    },
    failed(command) {
      problem.value = "not-done";
      if (command.type === "ask") questions.takeBack(command.questionId);
      targets.failed(command);
      takeDraft(command);
      if (command.type === "hand-over") {
        draft.add(command.draft, command.sources);
        if (command.target !== undefined) targets.choose(command.target);
      }
    },
    awaits: () =>
      shown.running.value ||
      unconfirmed.value.length > 0 ||
      (knownId.value !== null && shown.conversation.value === undefined) ||
      listing.awaits ||
      bin.awaits ||
      models.loading.value,
  };
}
