import { windowPrefix } from "../conversations/temporary.ts";
import { createCommandHandlers } from "./command-handlers.ts";
import { type Command, commandSchema, numberSchema } from "./commands.ts";
import { createEndedCheck } from "./ended-windows.ts";
import type { Intent, Event } from "./events.ts";
import { isAllowed } from "./is-allowed.ts";
import type { Port } from "./port.ts";
import type { PortServerDependencies } from "./server-dependencies.ts";
import { storeFor, type View } from "./view.ts";

/** Serves views. */
export interface PortServer {
  /**
   * Serves one view until it disconnects.
   * @param port must come from one of our own pages; the caller checks that
   * @param ready commands are carried out once this resolves. If it rejects, the first one fails
   */
  connect(port: Port, ready: Promise<unknown>): void;
  /** Leaves an intent for the panel of a window. An open panel is told at once, any other one when it connects. */
  send(windowId: number, intent: Intent): Promise<void>;
  /** Closes the panel of a window. Returns false if it was not open. */
  closePanel(windowId: number): boolean;
  /** Tells views that show lists and counts what they are now. */
  listChanged(): void;
  /** Tells all views that a write failed. */
  storageFailed(): void;
  /**
   * Drops what belongs to a window that is gone: its temporary conversations, whose answers it ends, and all else that
   * is kept for it. Tabs that were moved to another window before live on.
   * @param comesAgain whether another window will have this id. Default: false, and late commands of its views are
   *   dropped
   */
  windowClosed(windowId: number, comesAgain?: boolean): Promise<void>;
  /** Whether any view, or a page that must not be closed now, is connected. */
  readonly watched: boolean;
}

/** Creates the background's end of the ports: commands in, events out. */
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
    const closing = new AbortController();
    const view: View = {
      open: true,
      closed: closing.signal,
      post(event: Event) {
        if (!view.open) return;
        try {
          port.postMessage(event);
        } catch (error) {
          // The port has just gone, or the message is too large for it. No answer may end because of a view.
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
            // The view keeps what the person wrote, and does not send the command again, because it would fail again.
            const named = number !== undefined && { number };
            if (command.success || named) view.post({ type: "failed", ...named });
          },
        );
    });
    /** Stops without waiting for earlier commands. Returns false if there is nothing to stop yet. */
    function stopsAtOnce(command: Command): boolean {
      if (command.type !== "stop" || !views.has(view) || !isAllowed(view, command, closedWindows)) return false;
      return turns.stop(command.conversationId);
    }
    async function handleInTime(command: Command): Promise<void> {
      // Set before anything is refused, because what follows comes from this window too.
      if (command.type === "hello") {
        const { surface, windowId, private: isPrivate } = command;
        Object.assign(view, { surface, windowId, private: isPrivate } satisfies Partial<View>);
      }
      const isOver = await hasEnded(view, command);
      if (!isOver && isAllowed(view, command, closedWindows)) await handleCommand(view, command);
      // The view lives on, e.g. as a tab that was moved, and must not lose the text.
      else if (command.type === "ask") {
        view.post({ type: "refused", questionId: command.questionId, reason: "gone" });
      }
    }
    port.onDisconnect.addListener(() => {
      view.open = false;
      views.delete(view);
      ports.delete(port);
      view.watching?.end();
      closing.abort();
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
