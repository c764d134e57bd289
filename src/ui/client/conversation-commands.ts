import type { ReadonlySignal } from "@preact/signals";
import type { Target } from "../../backends/target.ts";
import type { Message, MessageError, QueuedQuestion } from "../../conversations/conversation.ts";
import type { SiteVisit } from "../../settings/site-visit.ts";
import { sourcesOf } from "../../conversations/sources.ts";
import { askedBackend } from "../../conversations/writers.ts";
import { isTemporary } from "../../conversations/temporary.ts";
import type { Command } from "../../port/commands.ts";
import type { Draft } from "./draft.ts";
import type { EditedQuestions } from "./edited-questions.ts";
import type { ShownConversation } from "./conversation-state.ts";
import { marked } from "./questions/marked.ts";
import type { TargetChoice } from "./questions/target.ts";

export type Edit = Extract<Command, { type: "edit" }>["edit"];

/** What a person does with conversations besides asking. */
export interface ChatCommands {
  /**
   * Asks again: adds a new version of an answer, or an answer to a question without one.
   * @param target whom to ask this once. Default: whom the conversation asks
   */
  retry(messageId: string, target?: Target): void;
  /** Like `retry`, without the conversation before the question. */
  retryAlone(messageId: string): void;
  /** Continues an answer that broke off. */
  goOn(messageId: string): void;
  /** Sends a queued question now. */
  askQueued(question: QueuedQuestion): void;
  /** Puts a queued question back into the composer. */
  takeBack(question: QueuedQuestion): void;
  /** Puts the question of an answer back into the composer. */
  changeQuestion(messageId: string): void;
  /** Opens the site in a tab. If the site wants a check passed, the answer is asked again automatically afterwards. */
  openSite(message: Message): void;
  stop(): void;
  edit(edit: Edit, conversationId?: string): void;
  /** Deletes a conversation, or (null) all. `at` (ms since 1970) then names this deletion, so that it can be undone. */
  delete(conversationId: string | null, at?: number): void;
  restore(conversationId: string | null, at?: number): void;
  /**
   * Hands the conversation over to this window's panel, with its draft and edited questions, and a new chat with whom it
   * asks. Returns a function that undoes this.
   */
  handOver(): () => void;
}

export interface ChatCommandsDependencies {
  send(command: Command): void;
  conversationId: ReadonlySignal<string>;
  knownId: ReadonlySignal<string | null>;
  shown: ShownConversation;
  draft: Draft;
  edited: EditedQuestions;
  targets: TargetChoice;
  randomId(): string;
  newChat(temporary: boolean): void;
  focusComposer(): void;
}

/** The purpose of the visit. While a person signs in, nothing is asked; a site that has moved is only looked at. */
function visitFor(kind: MessageError["kind"] | undefined): SiteVisit {
  if (kind === "challenge") return "check";
  return kind === "unauthorized" ? "sign-in" : "look";
}

export function createChatCommands(dependencies: ChatCommandsDependencies): ChatCommands {
  const { send, conversationId, knownId, shown, draft, edited, targets, randomId, newChat, focusComposer } =
    dependencies;
  /**
   * The id of the new answer for each repeated question. Until it has arrived, a second click means the same answer.
   */
  const askedAgain = new Map<string, string>();
  const takenBack = new Set<string>();
  /** The shown conversation, in the form of commands. */
  const here = () => ({ conversationId: conversationId.value });
  /** The shown conversation, and whom it asks. */
  function asking(target = targets.whom().target) {
    return { ...here(), ...(target !== undefined && { target }) };
  }

  function edit(change: Edit, id = conversationId.value): void {
    send({ type: "edit", conversationId: id, edit: change });
  }

  return {
    edit,
    retry(messageId, target) {
      const pendingAnswer = askedAgain.get(messageId);
      const answerId =
        pendingAnswer === undefined || shown.message(pendingAnswer) !== undefined ? randomId() : pendingAnswer;
      askedAgain.set(messageId, answerId);
      send({ type: "retry", ...asking(target), messageId, answerId, ...(target !== undefined && { chosen: true }) });
    },
    retryAlone: (messageId) => send({ type: "retry", ...asking(), messageId, answerId: randomId(), alone: true }),
    goOn: (messageId) => send({ type: "go-on", ...asking(), messageId }),
    askQueued: (question) =>
      send({
        type: "ask",
        ...asking(),
        questionId: question.id,
        text: question.text,
        ...marked(sourcesOf(question)),
      }),
    takeBack(question) {
      const { id, text } = question;
      focusComposer();
      // The question stays visible, and clickable, until the background has removed it from the queue.
      if (takenBack.has(id)) return;
      takenBack.add(id);
      edit({ type: "take-back", questionId: id });
      draft.add(text, sourcesOf(question));
    },
    changeQuestion(messageId) {
      const question = shown.message(shown.message(messageId)?.value.parentId ?? "")?.value;
      if (question === undefined) return;
      if (!draft.text.value.endsWith(question.text)) draft.add(question.text, sourcesOf(question));
      focusComposer();
    },
    openSite(answer) {
      const { id, error } = answer;
      const backendId = askedBackend(answer)?.id;
      const visit = visitFor(error?.kind);
      send({ type: "open-site", ...(backendId !== undefined && { backendId }), ...here(), messageId: id, visit });
    },
    stop: () => send({ type: "stop", ...here() }),
    delete(id, at) {
      send({ type: "delete", conversationId: id, ...(at !== undefined && { at }) });
      // "All" means all listed conversations. A temporary chat is not listed, so it stays.
      if (id === conversationId.value || (id === null && !isTemporary(conversationId.value))) newChat(false);
    },
    restore: (id, at) => send({ type: "restore", conversationId: id, ...(at !== undefined && { at }) }),
    handOver() {
      const intentId = randomId();
      edited.keepNow();
      const sources = draft.sourcesOf(draft.owner);
      const typed = draft.take(draft.owner) ?? "";
      const target = targets.take();
      const handed = {
        conversationId: knownId.value,
        draft: typed,
        ...marked(sources),
        ...(target !== undefined && { target }),
      };
      send({ type: "hand-over", intentId, ...handed });
      return () => {
        send({ type: "intent-done", intentId });
        if (target !== undefined) targets.choose(target);
        draft.add(typed, sources);
      };
    },
  };
}
