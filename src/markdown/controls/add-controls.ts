import type { MarkdownLabels } from "./labels.ts";
import { languageLabel } from "../code/languages.ts";

/** The action of a button. See `handleControls`. */
export type Control = "copy-code" | "wrap" | "copy-csv" | "copy-markdown" | "to-footnote" | "to-reference";

/**
 * Adds the buttons and accessible names of code, tables, formulas and footnotes. Call it after the answer's HTML was
 * made safe, so that nothing in an answer can pass for a control.
 */
export function addControls(block: Element, labels: MarkdownLabels): void {
  // An element with its own `dir` does not count when the browser finds the direction of a paragraph.
  for (const code of block.querySelectorAll("code")) code.dir = "ltr";
  for (const formula of block.querySelectorAll('math:not([display="block"])')) addDirection(formula);
  for (const code of block.querySelectorAll("pre")) addCodeControls(code, labels);
  for (const table of block.querySelectorAll("table")) addTableControls(table, labels);
  for (const formula of block.querySelectorAll<HTMLElement>(".maths")) formula.dataset["label"] = labels.formula;
  for (const reference of block.querySelectorAll("sup.footnote-reference")) {
    const label = reference.textContent;
    const button = newButton(block, "to-footnote", label);
    button.setAttribute(
      "aria-label",
      labels.footnote.replace("$1", () => label),
    );
    reference.replaceChildren(button);
  }
  for (const label of block.querySelectorAll(".footnote-label")) {
    const button = newButton(block, "to-reference", label.textContent);
    button.setAttribute("aria-label", labels.backToText);
    label.replaceChildren(button);
  }
}

/** Wraps a formula in an element with a direction: browsers ignore the formula's own `dir` for `dir="auto"`. */
function addDirection(formula: Element): void {
  const frame = newElement(formula, "span", "formula");
  frame.dir = "ltr";
  formula.replaceWith(frame);
  frame.append(formula);
}

function addCodeControls(code: HTMLElement, labels: MarkdownLabels): void {
  const name = /\blanguage-(\S+)/.exec(code.firstElementChild?.className ?? "")?.[1];
  const language = name === undefined ? undefined : languageLabel(name);
  const bar = newElement(code, "div", "code-bar");
  const title = newElement(code, "span", "code-language");
  title.textContent = language ?? "";
  const wrap = newButton(code, "wrap", labels.wrapLines);
  wrap.setAttribute("aria-pressed", "false");
  bar.append(title, wrap, newButton(code, "copy-code", labels.copyCode));
  const frame = newElement(code, "div", "code");
  code.replaceWith(frame);
  frame.append(bar, code);
  code.dir = "ltr";
  code.dataset["label"] = [labels.code, language].filter(Boolean).join(": ");
}

function addTableControls(table: HTMLElement, labels: MarkdownLabels): void {
  const frame = newElement(table, "div", "table");
  const scroller = newElement(table, "div", "table-scroll");
  const bar = newElement(table, "div", "table-bar");
  bar.append(newButton(table, "copy-csv", labels.copyCsv), newButton(table, "copy-markdown", labels.copyMarkdown));
  table.replaceWith(frame);
  scroller.append(table);
  frame.append(scroller, bar);
  scroller.dataset["label"] = labels.table;
}

function newElement(beside: Element, name: string, className: string): HTMLElement {
  const element = beside.ownerDocument.createElement(name);
  element.className = className;
  return element;
}

function newButton(beside: Element, control: Control, text: string): HTMLButtonElement {
  const button = beside.ownerDocument.createElement("button");
  button.type = "button";
  button.dataset["control"] = control;
  button.textContent = text;
  return button;
}
