import { windowPrefix } from "../conversations/temporary.ts";
import { createCommandHandlers } from "./command-handlers.ts";
import { type Command, commandSchema, numberSchema } from "./commands.ts";
import { createEndedCheck } from "./ended-windows.ts";
import type { Intent, Event } from "./events.ts";
import { isAllowed } from "./is-allowed.ts";
import type { Port } from "./port.ts";
import type { PortServerDependencies } from "./server-dependencies.ts";
import { storeFor, type View } from "./view.ts";

export interface PortServer {
  /** Serves one view until it disconnects, once `ready`. The caller has made sure that it is one of ours. */
  connect(port: Port, ready: Promise<unknown>): void;
  /** Leaves an intent for the panel of a window: told at once where the panel is open, else when it connects. */
  send(windowId: number, intent: Intent): Promise<void>;
  /** Closes the panel of a window. False: it was not open. */
  closePanel(windowId: number): boolean;
  listChanged(): void;
  storageFailed(): void;
  /**
   * A window is gone, and with it its temporary conversations and all else that is kept for it: their answers are ended,
   * and what comes late from its views is dropped. Tabs that were moved to another window before live on.
   * `comesAgain`: its id will be that of another window, of which nothing is dropped.
   */
  windowClosed(windowId: number, comesAgain?: boolean): Promise<void>;
  /** Whether any view, or a page that must not be closed now, is connected. */
  readonly watched: boolean;
}

/** The background's end of the ports: commands in, events out. */
export function createPortServer(dependencies: PortServerDependencies): PortServer {
  const { turns, stores, deletion, intents, lastShown, report } = dependencies;
  const views = new Set<View>();
  const ports = new Set<Port>();
  const closedWindows = new Set<number>();
  const hasEnded = createEndedCheck(dependencies, closedWindows);

  async function sendList(view: View): Promise<void> {
    if (view.listLimit === undefined) return;
    const page = await storeFor(view, stores).list(view.listLimit);
    view.post({ type: "conversations", ...page });
  }

  async function sendCounts(view: View): Promise<void> {
    if (view.counts) view.post({ type: "counted", ...(await storeFor(view, stores).count(deletion.keptSince())) });
  }

  async function sendBin(view: View): Promise<void> {
    if (view.binLimit === undefined) return;
    view.post({ type: "bin", ...(await storeFor(view, stores).bin(deletion.keptSince(), view.binLimit)) });
  }

  function listChanged(): void {
    for (const view of views) Promise.all([sendList(view), sendCounts(view), sendBin(view)]).catch(report);
  }

  async function send(windowId: number, intent: Intent): Promise<void> {
    if (closedWindows.has(windowId)) return;
    await intents.leave(windowId, intent);
    for (const view of views) {
      if (view.surface === "panel" && view.windowId === windowId) view.post({ type: "intent", intent });
    }
  }

  const handleCommand = createCommandHandlers({
    ...dependencies,
    views,
    sendList,
    sendCounts,
    sendBin,
    listChanged,
    send,
  });

  function connect(port: Port, ready: Promise<unknown>): void {
    const view: View = {
      open: true,
      post(event: Event) {
        if (!view.open) return;
        try {
          port.postMessage(event);
        } catch (error) {
          // It is gone and has not said so yet, or takes no message of this size; no answer may end because of a view.
          report(error);
        }
      },
      surface: "popup",
      windowId: -1,
      private: false,
      listLimit: undefined,
      counts: false,
      binLimit: undefined,
      watching: undefined,
    };
    ports.add(port);
    let queue: Promise<unknown> = ready;
    port.onMessage.addListener((message) => {
      const command = commandSchema.safeParse(message);
      const number = numberSchema.safeParse(message).data?.number;
      if (command.success && stopsAtOnce(command.data)) return;
      queue = queue
        .then(() => (command.success ? handleInTime(command.data) : Promise.reject(command.error)))
        .then(
          () => (number === undefined ? undefined : view.post({ type: "done", number })),
          (problem: unknown) => {
            report(problem);
            // The view does not send it again, since it would fail again, and keeps what the person wrote.
            const named = number !== undefined && { number };
            if (command.success || named) view.post({ type: "failed", ...named });
          },
        );
    });
    /** Stop waits for nothing that was asked for before it, as long as there is something to stop. */
    function stopsAtOnce(command: Command): boolean {
      if (command.type !== "stop" || !views.has(view) || !isAllowed(view, command, closedWindows)) return false;
      return turns.stop(command.conversationId);
    }
    async function handleInTime(command: Command): Promise<void> {
      // Before anything is refused: what follows is of this window too.
      if (command.type === "hello") {
        const { surface, windowId, private: isPrivate } = command;
        Object.assign(view, { surface, windowId, private: isPrivate } satisfies Partial<View>);
      }
      const isOver = await hasEnded(view, command);
      if (!isOver && isAllowed(view, command, closedWindows)) await handleCommand(view, command);
      // Its view lives on, as a tab that was moved: its text is not to be lost.
      else if (command.type === "ask") {
        view.post({ type: "refused", questionId: command.questionId, reason: "gone" });
      }
    }
    port.onDisconnect.addListener(() => {
      view.open = false;
      views.delete(view);
      ports.delete(port);
      view.watching?.end();
    });
  }

  return {
    connect,
    send,
    listChanged,
    closePanel(windowId) {
      const panels = [...views].filter((view) => view.surface === "panel" && view.windowId === windowId);
      for (const view of panels) view.post({ type: "close" });
      return panels.length > 0;
    },
    async windowClosed(windowId, comesAgain = false) {
      if (!comesAgain) closedWindows.add(windowId);
      const prefix = windowPrefix(windowId);
      turns.abandon((conversationId) => conversationId.startsWith(prefix));
      const forgetting = comesAgain ? stores.temporary.clear(prefix) : stores.temporary.forget(prefix);
      await Promise.all([forgetting, intents.forget(windowId), lastShown.forget(windowId)]);
    },
    storageFailed() {
      for (const view of views) view.post({ type: "storage-failed" });
    },
    get watched() {
      return ports.size > 0;
    },
  };
}
