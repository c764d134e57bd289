/** A text to look for: as a part in any case, whole, or as a regular expression. */
export type TextMatch = { part: string } | { whole: string } | { source: string; flags: string };

/** One step from elements to others. */
export type Step =
  | { type: "css"; selector: string }
  | { type: "role"; role: string; name?: TextMatch }
  | { type: "text"; text: TextMatch }
  | { type: "has-text"; text: TextMatch }
  /** Counted from 0; -1 is the last. */
  | { type: "nth"; index: number };

export function textMatch(text: string | RegExp, exact = false): TextMatch {
  if (typeof text !== "string") return { source: text.source, flags: text.flags };
  return exact ? { whole: text } : { part: text };
}

/**
 * The elements that a path of steps leads to, as Playwright finds them: by role those that can be seen, with the name
 * that a screen reader would say. Runs in the browser, and so is of one piece.
 */
export function query(document: Document, steps: readonly Step[]): Element[] {
  const selectors: Record<string, string> = {
    alert: "[role=alert]",
    article: "article",
    button: "button, [role=button], summary",
    checkbox: "input[type=checkbox]",
    combobox: "select, [role=combobox]",
    dialog: "dialog[open], [role=dialog]",
    heading: "h1, h2, h3, h4, h5, h6",
    link: "a[href]",
    list: "ul, ol, [role=list]",
    listitem: "li, [role=listitem]",
    log: "[role=log]",
    option: "option, [role=option]",
    paragraph: "p",
    radio: "input[type=radio]",
    region: "section[aria-label], section[aria-labelledby]",
    status: "[role=status], output",
    table: "table",
    textbox:
      "textarea, input:not([type]), input[type=text], input[type=search], input[type=url], input[type=password], [role=textbox]",
  };
  const normal = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest("[aria-hidden=true]") === null;

  function nameOf(element: Element): string {
    const label = element.getAttribute("aria-label");
    if (label !== null) return normal(label);
    const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
    if (ids.length > 0) return normal(ids.map((id) => document.getElementById(id)?.textContent).join(" "));
    const { labels } = element as HTMLInputElement;
    return normal(labels?.[0]?.textContent ?? element.textContent);
  }

  function matches(text: string, match: TextMatch): boolean {
    if ("whole" in match) return text === normal(match.whole);
    if ("part" in match) return text.toLowerCase().includes(normal(match.part).toLowerCase());
    return new RegExp(match.source, match.flags).test(text);
  }

  function below(roots: readonly (Element | Document)[], selector: string): Element[] {
    return [...new Set(roots.flatMap((root) => [...root.querySelectorAll(selector)]))];
  }

  function take(from: readonly (Element | Document)[], step: Step): Element[] {
    switch (step.type) {
      case "css":
        return below(from, step.selector);
      case "role": {
        const { role, name } = step;
        const found = below(from, selectors[role] ?? `[role=${role}]`).filter(isSeen);
        return name === undefined ? found : found.filter((element) => matches(nameOf(element), name));
      }
      case "text": {
        const holds = (element: Element) => matches(normal(element.textContent), step.text);
        return below(from, "body *").filter(
          (element) =>
            !/^(?:script|style)$/i.test(element.tagName) && holds(element) && ![...element.children].some(holds),
        );
      }
      case "has-text":
        return (from as Element[]).filter((element) => matches(normal(element.textContent), step.text));
      case "nth":
        return (from as Element[]).slice(step.index).slice(0, 1);
      default:
        return step satisfies never;
    }
  }

  let found: readonly (Element | Document)[] = [document];
  for (const step of steps) found = take(found, step);
  return found as Element[];
}
