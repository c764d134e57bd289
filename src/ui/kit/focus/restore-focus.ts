/** What stood before and after what went away, as far as it is still there. */
export interface Gap {
  before: Node | null;
  after: Node | null;
}

/** Who gets the focus of an element that has gone away, with what had stood around it then; null: nobody. */
export type NextFocus = (lost: HTMLElement, gap: Gap) => HTMLElement | null | undefined;

/**
 * The browser drops the focus when what has it goes away, and whoever uses the keyboard begins again at the top. Where that
 * happens within `container`, the heir gets it; never where the person has turned to something else meanwhile. Gives back
 * what ends this.
 */
export function restoreFocus(container: HTMLElement, nextFocus: NextFocus): () => void {
  const { ownerDocument: document } = container;
  let focused: HTMLElement | undefined;

  function focus({ target }: FocusEvent): void {
    focused = target instanceof HTMLElement ? target : undefined;
  }

  function blur({ target, relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null) focused = undefined;
    // Without a successor it is going away, which is seen only afterwards, or was left for nothing, or the window was left.
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

  // Before the elements' own listeners, which can take them away.
  container.addEventListener("focus", focus, true);
  container.addEventListener("blur", blur, true);
  removals.observe(container, { childList: true, subtree: true });
  return () => {
    container.removeEventListener("focus", focus, true);
    container.removeEventListener("blur", blur, true);
    removals.disconnect();
  };
}
