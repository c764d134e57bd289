import type { ReadonlySignal } from "@preact/signals";
import type { Message, MessageError } from "../../conversations/conversation.ts";
import type { SiteVisit } from "../../settings/site-visit.ts";
import { askedSite } from "../../conversations/writers.ts";
import { isTemporary } from "../../conversations/temporary.ts";
import type { Command } from "../../port/commands.ts";
import type { Draft } from "./draft.ts";
import type { EditedQuestions } from "./edited-questions.ts";
import type { ShownConversation } from "./conversation-state.ts";

export type Edit = Extract<Command, { type: "edit" }>["edit"];

/** What a person does with the shown conversation, and with the others, besides asking. */
export interface ChatCommands {
  /** Asks again for an answer, a new version beside it, or for one to a question that has none. */
  retry(messageId: string): void;
  /** As `retry`, without what was said before the question. */
  retryAlone(messageId: string): void;
  /** Has an answer that broke off go on. */
  goOn(messageId: string): void;
  /** Sends a queued question now. */
  askQueued(question: { id: string; text: string }): void;
  /** Puts a queued question back into the composer. */
  takeBack(question: { id: string; text: string }): void;
  /** Puts the question of an answer back into the composer. */
  changeQuestion(messageId: string): void;
  /** Shows the site in a tab. Where it wants its check passed, the answer is then asked again by itself. */
  openSite(message: Message): void;
  stop(): void;
  edit(edit: Edit, conversationId?: string): void;
  /** null: all conversations; `at` (ms since 1970) is then the name of this deletion, by which it is taken back. */
  delete(conversationId: string | null, at?: number): void;
  restore(conversationId: string | null, at?: number): void;
  /** Lets the panel of this window go on from here, with all that was not sent. Gives back what undoes that. */
  handOver(): () => void;
}

export interface ChatCommandsDependencies {
  send(command: Command): void;
  conversationId: ReadonlySignal<string>;
  knownId: ReadonlySignal<string | null>;
  shown: ShownConversation;
  draft: Draft;
  edited: EditedQuestions;
  randomId(): string;
  newChat(temporary: boolean): void;
  leadToComposer(): void;
}

/** Who has to sign in is asked nothing meanwhile; a site that leads elsewhere is only looked at. */
function visitFor(kind: MessageError["kind"] | undefined): SiteVisit {
  if (kind === "challenge") return "check";
  return kind === "unauthorized" ? "sign-in" : "look";
}

export function createChatCommands(dependencies: ChatCommandsDependencies): ChatCommands {
  const { send, conversationId, knownId, shown, draft, edited, randomId, newChat, leadToComposer } = dependencies;
  /** Under which id each answer was asked again: until that is known here, a second click means the same. */
  const askedAgain = new Map<string, string>();
  const takenBack = new Set<string>();
  /** The shown conversation, as commands name it. */
  const here = () => ({ conversationId: conversationId.value });

  function edit(change: Edit, id = conversationId.value): void {
    send({ type: "edit", conversationId: id, edit: change });
  }

  return {
    edit,
    retry(messageId) {
      const asked = askedAgain.get(messageId);
      const answerId = asked === undefined || shown.message(asked) !== undefined ? randomId() : asked;
      askedAgain.set(messageId, answerId);
      send({ type: "retry", ...here(), messageId, answerId });
    },
    retryAlone: (messageId) => send({ type: "retry", ...here(), messageId, answerId: randomId(), alone: true }),
    goOn: (messageId) => send({ type: "go-on", ...here(), messageId }),
    askQueued: ({ id, text }) => send({ type: "ask", ...here(), questionId: id, text }),
    takeBack({ id, text }) {
      leadToComposer();
      // It stands there until the background has taken it out of the queue, and can be clicked again.
      if (takenBack.has(id)) return;
      takenBack.add(id);
      edit({ type: "take-back", questionId: id });
      draft.add(text);
    },
    changeQuestion(messageId) {
      const question = shown.message(shown.message(messageId)?.value.parentId ?? "")?.value;
      if (question === undefined) return;
      if (!draft.text.value.endsWith(question.text)) draft.add(question.text);
      leadToComposer();
    },
    openSite(answer) {
      const { id, error } = answer;
      const site = askedSite(answer) ?? "";
      send({ type: "open-site", site, ...here(), messageId: id, visit: visitFor(error?.kind) });
    },
    stop: () => send({ type: "stop", ...here() }),
    delete(id, at) {
      send({ type: "delete", conversationId: id, ...(at !== undefined && { at }) });
      // All that is listed: a temporary chat is not, and goes on.
      if (id === conversationId.value || (id === null && !isTemporary(conversationId.value))) newChat(false);
    },
    restore: (id, at) => send({ type: "restore", conversationId: id, ...(at !== undefined && { at }) }),
    handOver() {
      const intentId = randomId();
      edited.keepNow();
      const typed = draft.take(draft.owner) ?? "";
      send({ type: "hand-over", intentId, conversationId: knownId.value, draft: typed });
      return () => {
        send({ type: "intent-done", intentId });
        draft.add(typed);
      };
    },
  };
}
