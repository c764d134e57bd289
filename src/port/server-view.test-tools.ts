import { vi } from "vitest";
import type { TestBackground } from "./background.test-tools.ts";
import type { Command, Surface } from "./commands.ts";
import type { Event } from "./events.ts";
import { createPortPair, type PortPair } from "./fake-port.test-tools.ts";
import { isEvent } from "./is-event.ts";

/** A view that only confirms what it receives. Needs fake timers. */
export interface TestView {
  readonly pair: PortPair;
  /** All that it received. */
  readonly events: Event[];
  /** Sends commands. Resolves with the events that came after. */
  send(...commands: Command[]): Promise<Event[]>;
}

/** Waits until everything that is under way has ended. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100);
}

/** Connects a view to a background, which serves it once `ready`. */
export function connectTo(background: TestBackground, ready: Promise<unknown> = Promise.resolve()): TestView {
  const pair = createPortPair({ immediate: true });
  const events: Event[] = [];
  pair.view.onMessage.addListener((message) => {
    if (!isEvent(message)) throw new Error(`No event: ${JSON.stringify(message)}`);
    events.push(message);
    if (message.type !== "changes") return;
    const { conversationId, sequence } = message;
    pair.view.post({ type: "received", conversationId, sequence } satisfies Command);
  });
  background.server.connect(pair.background, ready);
  return {
    pair,
    events,
    async send(...commands) {
      const before = events.length;
      for (const command of commands) pair.view.post(command);
      await settle();
      return events.slice(before);
    },
  };
}

/** Connects, and says hello. */
export async function openView(background: TestBackground, surface: Surface, windowId: number): Promise<TestView> {
  const view = connectTo(background);
  await view.send(hello(surface, windowId));
  return view;
}

export const hello = (surface: Surface = "panel", windowId = 1, resumed = false): Command => ({
  type: "hello",
  surface,
  windowId,
  private: false,
  resumed,
});

export const watch = (conversationId: string | null): Command => ({ type: "watch", conversationId });

export const ask = (questionId: string, text: string, conversationId = "c"): Command => ({
  type: "ask",
  conversationId,
  questionId,
  text,
});
