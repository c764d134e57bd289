import type { Command } from "../port/commands.ts";
import type { Errand } from "../port/events.ts";

export interface ErrandSurroundings {
  show(conversationId: string): void;
  newChat(): void;
  addToDraft(text: string): void;
  /** Asks in a new conversation; the errand's id becomes the question's. False: it waits until the person has agreed. */
  askAnew(errandId: string, text: string): boolean;
  /** Whether it waits for that already. */
  isHeld(errandId: string): boolean;
  send(command: Command): void;
}

export interface ErrandTaker {
  take(errand: Errand): void;
  /** What was held has been asked. */
  done(errandId: string): void;
}

/**
 * Does what a panel is wanted for. An errand can be delivered again, e.g. where the connection broke before the
 * background knew that it was taken: it is confirmed again, and not done again.
 */
export function createErrandTaker(surroundings: ErrandSurroundings): ErrandTaker {
  const { show, newChat, addToDraft, askAnew, isHeld, send } = surroundings;
  const finished = new Set<string>();

  function done(errandId: string): void {
    finished.add(errandId);
    send({ type: "taken", errandId });
  }

  /** False: it waits for the person. */
  function carryOut(errand: Errand): boolean {
    switch (errand.type) {
      case "show":
        if (errand.conversationId === null) newChat();
        else show(errand.conversationId);
        if (errand.draft.trim() !== "") addToDraft(errand.draft);
        return true;
      case "quote":
        addToDraft(`${errand.text.trim().replace(/^/gm, "> ")}\n\n`);
        return true;
      case "ask":
        return !isHeld(errand.id) && askAnew(errand.id, errand.text);
      default:
        return errand satisfies never;
    }
  }

  return {
    done,
    take(errand) {
      if (finished.has(errand.id) || carryOut(errand)) done(errand.id);
    },
  };
}
