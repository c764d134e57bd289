import type { Command } from "../../port/commands.ts";
import type { Errand } from "../../port/events.ts";

export interface ErrandSurroundings {
  show(conversationId: string): void;
  newChat(): void;
  addToDraft(text: string): void;
  /** Asks in a new conversation; the errand's id becomes the question's. */
  askAnew(errandId: string, text: string, title: string | undefined): void;
  send(command: Command): void;
}

/**
 * Does what a panel is wanted for. An errand can be delivered again, e.g. where the connection broke before the
 * background knew that it was taken: it is confirmed again, and not done again.
 */
export function createErrandTaker(surroundings: ErrandSurroundings): (errand: Errand) => void {
  const { show, newChat, addToDraft, askAnew, send } = surroundings;
  const finished = new Set<string>();

  function carryOut(errand: Errand): void {
    switch (errand.type) {
      case "show":
        if (errand.conversationId === null) newChat();
        else show(errand.conversationId);
        if (errand.draft.trim() !== "") addToDraft(errand.draft);
        return;
      case "quote":
        return addToDraft(`${errand.text.trim().replace(/^/gm, "> ")}\n\n`);
      case "ask":
        return askAnew(errand.id, errand.text, errand.title);
      default:
        errand satisfies never;
    }
  }

  return (errand) => {
    if (!finished.has(errand.id)) carryOut(errand);
    finished.add(errand.id);
    send({ type: "taken", errandId: errand.id });
  };
}
