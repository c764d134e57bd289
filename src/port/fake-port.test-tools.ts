import type { Port } from "./port.ts";

/** One end of a pair of ports. */
export interface FakePort extends Port {
  /** The same as `postMessage`, under a name that linters do not confuse with a window's. */
  post(message: unknown): void;
  /** Messages on their way to the other end. */
  readonly sent: readonly unknown[];
  /** Delivers this many of them, oldest first. Default: all. */
  deliver(count?: number): void;
}

/** A connection between a view and the background. */
export interface PortPair {
  /** The view's end. */
  readonly view: FakePort;
  /** The background's end. */
  readonly background: FakePort;
  readonly connected: boolean;
  /** Breaks the connection. What was on its way is lost, and both ends learn of it. */
  sever(): void;
}

interface End {
  port: FakePort;
  receive(message: unknown): void;
  leave(): void;
}

/**
 * Creates two ends of a runtime port. They behave as in browsers:
 *
 * - Messages are copied and come in order.
 * - An end that disconnects is not told so itself.
 * - Writing to a port that is gone throws.
 *
 * @param options `immediate`: messages are delivered without `deliver`. Default: false
 */
export function createPortPair(options: { immediate?: boolean } = {}): PortPair {
  let connected = true;

  function createEnd(other: () => End): End {
    const onMessage = new Set<(message: unknown) => void>();
    const onDisconnect = new Set<() => void>();
    let sent: unknown[] = [];
    const port: FakePort = {
      get sent() {
        return sent;
      },
      postMessage: (message) => port.post(message),
      post(message) {
        if (!connected) throw new Error("Attempting to use a disconnected port object");
        sent.push(structuredClone(message));
        if (options.immediate) queueMicrotask(() => port.deliver());
      },
      deliver(count = sent.length) {
        for (let left = count; left > 0 && sent.length > 0; left -= 1) other().receive(sent.shift());
      },
      disconnect() {
        if (!connected) return;
        connected = false;
        sent = [];
        other().leave();
      },
      onMessage: { addListener: (listener) => void onMessage.add(listener) },
      onDisconnect: { addListener: (listener) => void onDisconnect.add(listener) },
    };
    return {
      port,
      receive(message) {
        for (const listener of onMessage) listener(message);
      },
      leave() {
        sent = [];
        for (const listener of onDisconnect) listener();
      },
    };
  }

  const view: End = createEnd(() => background);
  const background: End = createEnd(() => view);
  return {
    view: view.port,
    background: background.port,
    get connected() {
      return connected;
    },
    sever() {
      if (!connected) return;
      connected = false;
      background.leave();
      view.leave();
    },
  };
}
