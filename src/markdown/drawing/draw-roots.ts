const MATHML = "http://www.w3.org/1998/Math/MathML";

let browserDrawsRoots: boolean | undefined;

/**
 * Writes the radical sign of each root if the browser does not draw it. Without a maths font, as on many Linux systems,
 * browsers silently drop the sign, which changes what the formula says.
 */
export function drawRoots(block: Element): void {
  const roots = block.querySelectorAll("msqrt, mroot");
  if (roots.length === 0) return;
  browserDrawsRoots ??= drawsRoots(block.ownerDocument);
  if (browserDrawsRoots) return;
  // The innermost first, because a root is moved together with its content.
  for (const root of Array.from(roots).toReversed()) writeRoot(root);
}

function writeRoot(root: Element): void {
  const row = newElement(root.ownerDocument, "mrow");
  const inside = newElement(root.ownerDocument, "mrow");
  inside.classList.add("radicand");
  const degree = root.localName === "mroot" ? root.lastElementChild : null;
  if (degree !== null) {
    const raised = newElement(root.ownerDocument, "msup");
    raised.append(newElement(root.ownerDocument, "mrow"), degree);
    row.append(raised);
  }
  const sign = newElement(root.ownerDocument, "mo");
  sign.textContent = "√";
  inside.append(...root.childNodes);
  row.append(sign, inside);
  root.replaceWith(row);
}

/** Whether the browser draws radical signs: then a root is wider than its content. */
function drawsRoots(page: Document): boolean {
  const formula = newElement(page, "math");
  const root = newElement(page, "msqrt");
  const letter = newElement(page, "mi");
  letter.textContent = "x";
  root.append(letter);
  formula.append(root);
  page.body.append(formula);
  const isWider = root.getBoundingClientRect().width > letter.getBoundingClientRect().width + 1;
  formula.remove();
  return isWider;
}

function newElement(page: Document, name: string): Element {
  return page.createElementNS(MATHML, name);
}
