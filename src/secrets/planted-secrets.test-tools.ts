import { inspect } from "node:util";
import { vi } from "vitest";

/** Secrets that a test plants, and then looks for. */
export interface PlantedSecrets {
  /** Every secret in every form in which a site or a proxy could repeat what it was sent. */
  readonly echo: string;
  /** Returns the names of the secrets that are in this text, in whichever form. */
  foundIn(text: string): string[];
}

/** Prepares secrets. They are given by name. */
export function plantSecrets(secrets: Readonly<Record<string, string>>): PlantedSecrets {
  const forms = Object.entries(secrets).map(([name, value]) => ({ name, forms: formsOf(value) }));
  return {
    echo: forms.flatMap((secret) => secret.forms).join(" "),
    foundIn: (text) =>
      forms.filter((secret) => secret.forms.some((form) => text.includes(form))).map(({ name }) => name),
  };
}

function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [...new Set([value, encodeURIComponent(value), json, btoa(value), btoa(`me:${value}`)])];
}

/** Keeps what is logged from the console. Returns a function that gives all of it, hidden properties too. */
export function recordConsole(): () => string {
  const logged: unknown[] = [];
  for (const method of ["error", "warn", "log", "info", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => void logged.push(parts));
  }
  return () => inspect(logged, { depth: null, showHidden: true, maxArrayLength: null, maxStringLength: null });
}
