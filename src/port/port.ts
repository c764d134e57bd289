/** As much of a runtime port as both ends use; tests have their own. */
export interface Port {
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

/** Ports of any other name are not ours. */
export const VIEW_PORT_NAME = "view";
