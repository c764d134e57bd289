/** The siblings of a removed element, as far as they still exist. */
export interface Gap {
  before: Node | null;
  after: Node | null;
}

/** Chooses the element that gets the focus of a removed one. null or undefined: none. */
export type NextFocus = (lost: HTMLElement, gap: Gap) => HTMLElement | null | undefined;

/**
 * Moves the focus on when the focused element in `container` is removed. Browsers drop the focus then, and keyboard
 * users start again at the top. Does nothing if the person has moved the focus themselves.
 * @returns a function that stops this
 */
export function restoreFocus(container: HTMLElement, nextFocus: NextFocus): () => void {
  const { ownerDocument: document } = container;
  let focused: HTMLElement | undefined;

  function focus({ target }: FocusEvent): void {
    focused = target instanceof HTMLElement ? target : undefined;
  }

  function blur({ target, relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null) focused = undefined;
    // Without a new target, the element is being removed (visible only later), or the focus or the window was left.
    else
      queueMicrotask(() => focused === target && focused?.isConnected && !isActive(focused) && (focused = undefined));
  }

  const isActive = (element: Element) => document.activeElement === element;

  const removals = new MutationObserver((records) => {
    const lost = focused;
    if (lost === undefined || lost.isConnected) return;
    focused = undefined;
    if (!isActive(document.body)) return;
    const removal = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)));
    const gap = { before: removal?.previousSibling ?? null, after: removal?.nextSibling ?? null };
    nextFocus(lost, gap)?.focus({ preventScroll: true });
  });

  // In the capture phase, because the elements' own listeners may remove them.
  container.addEventListener("focus", focus, true);
  container.addEventListener("blur", blur, true);
  removals.observe(container, { childList: true, subtree: true });
  return () => {
    container.removeEventListener("focus", focus, true);
    container.removeEventListener("blur", blur, true);
    removals.disconnect();
  };
}
