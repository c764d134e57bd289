/** The part of a runtime port that both ends use. */
export interface Port {
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

/** The name of ports from views. Ports with another name are refused. */
export const VIEW_PORT_NAME = "view";
