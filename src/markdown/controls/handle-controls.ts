import type { Control } from "./add-controls.ts";
import type { MarkdownLabels } from "./labels.ts";
import { normaliseLabel } from "../blocks/link-definition.ts";
import { RESULT_ATTRIBUTE } from "../drawing/morph.ts";
import { tableAsCsv, tableAsMarkdown } from "./table-text.ts";

/** How long "Copied" stays, in ms: long enough to read it. */
const COPIED_MS = 2_000;

export interface ControlDependencies {
  labels: MarkdownLabels;
  /** Puts text on the clipboard. Rejects if that is not allowed. */
  copy(text: string): Promise<void>;
  /** Announces text to screen readers. */
  announce(text: string): void;
}

/** Handles the buttons of `addControls` with one listener for the whole answer, so that later buttons work too. */
export function handleControls(root: HTMLElement, dependencies: ControlDependencies): void {
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-control]") : null;
    if (button !== null) press(root, button, dependencies);
  });
}

function press(root: HTMLElement, button: HTMLElement, dependencies: ControlDependencies): void {
  const control = button.dataset["control"] as Control;
  switch (control) {
    case "copy-code":
      return void copy(
        button,
        button.closest(".code")?.querySelector("pre")?.textContent.replace(/\n$/, ""),
        dependencies,
      );
    case "wrap":
      return wrap(button);
    case "copy-csv":
    case "copy-markdown": {
      const table = button.closest(".table")?.querySelector("table");
      const write = control === "copy-csv" ? tableAsCsv : tableAsMarkdown;
      return void copy(button, table ? write(table) : undefined, dependencies);
    }
    case "to-footnote":
      return goTo(root, ".footnote-label [data-control]", button.textContent);
    case "to-reference":
      return goTo(root, ".footnote-reference [data-control]", button.textContent);
    default:
      control satisfies never;
  }
}

async function copy(button: HTMLElement, text: string | undefined, dependencies: ControlDependencies): Promise<void> {
  if (text === undefined) return;
  const { labels, announce } = dependencies;
  if (button.hasAttribute(RESULT_ATTRIBUTE)) return;
  const before = button.textContent;
  button.setAttribute(RESULT_ATTRIBUTE, "");
  try {
    await dependencies.copy(text);
    button.textContent = labels.copied;
  } catch {
    button.textContent = labels.copyFailed;
  }
  announce(button.textContent);
  setTimeout(() => {
    button.textContent = before;
    button.removeAttribute(RESULT_ATTRIBUTE);
  }, COPIED_MS);
}

function wrap(button: HTMLElement): void {
  const frame = button.closest(".code");
  const wrapped = frame?.toggleAttribute("data-wrapped") ?? false;
  button.ariaPressed = String(wrapped);
}

function goTo(root: HTMLElement, selector: string, label: string): void {
  const found = Array.from(root.querySelectorAll<HTMLElement>(selector)).find(
    ({ textContent }) => normaliseLabel(textContent) === normaliseLabel(label),
  );
  found?.focus();
}
