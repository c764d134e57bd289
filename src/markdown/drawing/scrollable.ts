/** Elements that may scroll. Their accessible name stands in `data-label`. */
const SCROLLABLE = "pre, .table-scroll, .maths";

/** Attributes of an element that scrolls. They stay while the block grows. */
const ATTRIBUTES: readonly string[] = ["tabindex", "role", "aria-label"];

/** Whether an element has this attribute because it scrolls. */
export function belongsToScrolling(element: Element, attribute: string): boolean {
  return ATTRIBUTES.includes(attribute) && element.matches(SCROLLABLE);
}

/**
 * Makes elements that scroll focusable and gives them a name. Others stay out of the tab order. Elements are checked
 * again whenever they or their content change in size.
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
    // Wrapped code keeps its name, because it scrolls again when the person unwraps it.
    for (const attribute of ATTRIBUTES) element.removeAttribute(attribute);
  }
}

/** Returns a name that no other landmark of the page has. */
function newName(page: Document, label: string): string {
  const names = new Set(Array.from(page.querySelectorAll('[role="region"]'), ({ ariaLabel }) => ariaLabel));
  let name = label;
  for (let number = 2; names.has(name); number += 1) name = `${label} ${number}`;
  return name;
}
