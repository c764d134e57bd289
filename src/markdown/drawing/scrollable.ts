/** What may scroll sideways; what it is called stands in its `data-label`. */
const SCROLLABLE = "pre, .table-scroll, .maths";

/** What is added where something scrolls; it stays while the block grows. */
const ATTRIBUTES: readonly string[] = ["tabindex", "role", "aria-label"];

/** Whether an attribute of an element is there because it scrolls. */
export function belongsToScrolling(element: Element, attribute: string): boolean {
  return ATTRIBUTES.includes(attribute) && element.matches(SCROLLABLE);
}

/**
 * Lets what scrolls be reached by the keyboard, and say what it is: that alone, so that nobody has to pass by all the rest. It
 * is looked at again whenever it or its content becomes larger or smaller.
 */
export function createScrollWatch(signal: AbortSignal): (block: Element) => void {
  const observer = new ResizeObserver((entries) => {
    const changed = new Set(entries.map(({ target }) => target.closest<HTMLElement>(SCROLLABLE)));
    for (const element of changed) if (element !== null) mark(element);
  });
  signal.addEventListener("abort", () => observer.disconnect());
  return (block) => {
    for (const element of block.querySelectorAll(SCROLLABLE)) {
      observer.observe(element);
      if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    }
  };
}

function mark(element: HTMLElement): void {
  const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
  if (scrolls === element.hasAttribute("tabindex")) return;
  if (scrolls) {
    element.ariaLabel = newName(element.ownerDocument, element.dataset["label"] ?? "");
    element.role = "region";
    element.tabIndex = 0;
  } else if (element.closest("[data-wrapped]") === null) {
    // What a person wrapped keeps its name: it scrolls again when they take that back.
    for (const attribute of ATTRIBUTES) element.removeAttribute(attribute);
  }
}

/** Landmarks of one page have names of their own. */
function newName(page: Document, label: string): string {
  const names = new Set(Array.from(page.querySelectorAll('[role="region"]'), ({ ariaLabel }) => ariaLabel));
  let name = label;
  for (let number = 2; names.has(name); number += 1) name = `${label} ${number}`;
  return name;
}
