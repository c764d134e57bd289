import { expect, test, vi } from "vitest";
import { sendOnce } from "./view-browser.ts";

const state = vi.hoisted(() => ({ browser: {} }));
vi.mock("wxt/browser", () => ({
  get browser() {
    return state.browser;
  },
}));

test("a command that is sent once goes over a port that ends when it has been carried out", () => {
  const listeners: ((message: unknown) => void)[] = [];
  const port = {
    postMessage: vi.fn<(message: unknown) => void>(),
    disconnect: vi.fn<() => void>(),
    onMessage: { addListener: (listener: (message: unknown) => void) => listeners.push(listener) },
  };
  state.browser = { runtime: { connect: () => port } };
  sendOnce({ type: "imported" });
  expect(port.postMessage.mock.calls).toEqual([[{ type: "imported", number: 1 }]]);
  expect(port.disconnect).not.toHaveBeenCalled();
  for (const listener of listeners) listener({ type: "done", number: 1 });
  expect(port.disconnect).toHaveBeenCalledOnce();
});
