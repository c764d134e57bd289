import type { ReadonlySignal, Signal } from "@preact/signals";
import { type Change, changesPath } from "../../conversations/change.ts";
import type { Command } from "../../port/commands.ts";
import type { Event, Intent } from "../../port/events.ts";
import type { Bin } from "./bin.ts";
import type { ShownConversation } from "./conversation-state.ts";
import type { Draft } from "./draft.ts";
import type { EditedQuestions } from "./edited-questions.ts";
import type { ModelLists } from "./model-lists.ts";
import type { Listing } from "./listing.ts";
import type { Problem } from "./problem.ts";
import { acknowledgedBy } from "./questions/acknowledged.ts";
import type { PendingQuestions, Question } from "./questions/pending-questions.ts";
import type { Submission } from "./questions/submit.ts";
import type { TargetChoice } from "./questions/target.ts";
import type { Search } from "./search.ts";

export interface EventTakerDependencies {
  conversationId: ReadonlySignal<string>;
  /** Whether the background knows the conversation, or is about to. */
  begun: ReadonlySignal<boolean>;
  shown: ShownConversation;
  draft: Draft;
  targets: TargetChoice;
  edited: EditedQuestions;
  listing: Listing;
  search: Search;
  bin: Bin;
  models: ModelLists;
  problem: Signal<Problem | undefined>;
  pending: PendingQuestions;
  /** Questions of the shown conversation on their way to the background. */
  unconfirmed: ReadonlySignal<readonly Question[]>;
  questions: Submission;
  send(command: Command): void;
  show(conversationId: string): void;
  newChat(temporary: boolean): void;
  handleIntent(intent: Intent): void;
  /** Closes the view, when the shortcut asks for it. */
  close(): void;
}

/** Creates what shows a view what the background tells. */
export function createEventTaker(dependencies: EventTakerDependencies): (event: Event) => void {
  const { conversationId, begun, shown, draft, edited, listing, search, bin, models, problem } = dependencies;
  const { targets, pending, unconfirmed, questions, send, show, newChat, handleIntent, close } = dependencies;

  /**
   * Leaves a conversation that was deleted, perhaps in another view, because nothing can be asked there. The draft
   * moves along, and unconfirmed questions go back to the composer.
   */
  function leaveDeleted(): boolean {
    if (shown.conversation.value?.deletedAt === undefined) return false;
    const unsent = unconfirmed.value;
    pending.confirm((question) => unsent.includes(question));
    const sources = draft.sourcesOf(draft.owner);
    const text = draft.take(draft.owner) ?? "";
    newChat(false);
    for (const left of [{ text, sources }, ...unsent]) draft.add(left.text, left.sources);
    return true;
  }

  function confirm(isWhole: boolean, changes: readonly Change[] = []): void {
    const isAcknowledged = acknowledgedBy(shown, isWhole, changes);
    pending.confirm(
      (question) => question.conversationId === conversationId.value && isAcknowledged(question.questionId),
    );
  }

  return (event) => {
    switch (event.type) {
      case "welcome":
        if (!begun.value && event.conversationId !== null) show(event.conversationId);
        targets.load(event.target);
        return draft.load(null, event.draft, event.draftSources);
      case "snapshot":
        if (event.conversation.id !== conversationId.value) return;
        shown.takeSnapshot(
          event.conversation,
          event.messages,
          unconfirmed.value.map(({ questionId }) => questionId),
        );
        if (leaveDeleted()) return;
        draft.load(event.conversation.id, event.draft, event.draftSources);
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
      case "backend-tested":
      case "signed-in":
        return;
      case "models":
        return models.take(event);
      case "close":
        return close();
      default:
        event satisfies never;
    }
  };
}
