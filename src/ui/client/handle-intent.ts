import type { Target } from "../../backends/target.ts";
import type { Source } from "../../conversations/conversation.ts";
import type { Command } from "../../port/commands.ts";
import type { Intent } from "../../port/events.ts";

export interface IntentDependencies {
  show(conversationId: string): void;
  newChat(): void;
  addToDraft(text: string, sources?: readonly Source[]): void;
  /** Chooses whom the shown conversation asks. */
  choose(target: Target): void;
  /** Asks in a new conversation. The intent's id becomes the question's. */
  askAnew(intent: Extract<Intent, { type: "ask" }>): void;
  send(command: Command): void;
}

/**
 * Carries out the intents of a panel. An intent may be delivered again if the connection broke before the background
 * learned that it was done. Then it is confirmed again but not done again.
 */
export function createIntentHandler(dependencies: IntentDependencies): (intent: Intent) => void {
  const { show, newChat, addToDraft, choose, askAnew, send } = dependencies;
  const finished = new Set<string>();

  function perform(intent: Intent): void {
    switch (intent.type) {
      case "show":
        if (intent.conversationId === null) newChat();
        else show(intent.conversationId);
        if (intent.draft.trim() !== "") addToDraft(intent.draft, intent.sources);
        if (intent.target !== undefined) choose(intent.target);
        return;
      case "quote":
        return addToDraft(`${intent.text.trim().replace(/^/gm, "> ")}\n\n`, intent.sources);
      case "ask":
        return askAnew(intent);
      default:
        intent satisfies never;
    }
  }

  return (intent) => {
    if (!finished.has(intent.id)) perform(intent);
    finished.add(intent.id);
    send({ type: "intent-done", intentId: intent.id });
  };
}
