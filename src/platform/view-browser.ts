import { browser } from "wxt/browser";
import { callSchema } from "../port/calls.ts";
import type { Command } from "../port/commands.ts";
import { type Port, VIEW_PORT_NAME } from "../port/port.ts";

/** Sends one command over a port of its own, which ends when the background has carried it out. */
export function sendOnce(command: Command): void {
  const port = connectToBackground();
  port.onMessage.addListener(() => port.disconnect());
  port.postMessage({ ...command, number: 1 });
}

/** Opens a port to the background, and starts the background if it sleeps. */
export function connectToBackground(): Port {
  return browser.runtime.connect({ name: VIEW_PORT_NAME });
}

/**
 * Asks the person for access to a host. Must be called inside a click, before anything is awaited. Rejects if the
 * browser cannot ask.
 */
export function requestAccess(hostPattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern] });
}

/** Gives back the access to a host. */
export async function dropAccess(hostPattern: string): Promise<void> {
  await browser.permissions.remove({ origins: [hostPattern] });
}

/** Calls back when a page may be out of date, or is about to be used. */
export function onWake(listener: () => void): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listener();
  });
  for (const event of ["focus", "online", "input"]) window.addEventListener(event, listener);
  browser.runtime.onMessage.addListener((message) => {
    if (callSchema.safeParse(message).data?.type === "started") listener();
  });
}

/** Reports a problem to developers who have the console open. Never holds what a person wrote. */
export function reportProblem(problem: unknown): void {
  console.error(problem);
}
