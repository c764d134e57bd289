import { asSubscript, asSuperscript, grouped } from "./small-signs.ts";

/** Invisible characters that only say how a formula is meant. */
const UNSEEN = /[\u2061-\u2064\u200B]|[\uFE00-\uFE0F]/g;

/** Returns a formula in one line, as one would read it out from paper: 1/2, x², √(a + b). */
export function spokenFormula(formula: Element): string {
  return say(formula).replace(/\s+/g, " ").trim();
}

function say(node: Node): string {
  if (!(node instanceof Element)) return (node.textContent ?? "").replace(UNSEEN, "");
  const parts = Array.from(node.children, say);
  const [first = "", second = "", third = ""] = parts;
  switch (node.localName) {
    case "mo": {
      const sign = childText(node);
      return /^[=<>≤≥≠≈≡+−±×·÷→⇒⇔∈∉⊂⊆∪∩∧∨:,;]+$/.test(sign) ? ` ${sign} ` : sign;
    }
    case "mi":
    case "mn":
    case "mtext":
      return childText(node);
    case "mspace":
      return " ";
    case "mfrac":
      return `${grouped(first)}/${grouped(second)}`;
    case "msup":
      return first + asSuperscript(second);
    case "msub":
    case "munder":
      return first + asSubscript(second);
    case "mover":
      return /^[\p{L}\p{N}]*$/u.test(second.trim()) ? first + asSuperscript(second) : first + second.trim();
    case "msubsup":
    case "munderover":
      return `${first}${asSubscript(second)}${asSuperscript(third)} `;
    case "msqrt":
      return `√${grouped(parts.join(""))}`;
    case "mroot":
      return `${asSuperscript(second)}√${grouped(first)}`;
    case "mtr":
      return parts.join(", ");
    case "mtable":
      return parts.join("; ");
    default:
      // A root that `drawRoots` wrote for the browser.
      return node.matches(".radicand") ? grouped(parts.join("")) : parts.join("");
  }
}

function childText(node: Element): string {
  return node.textContent.replace(UNSEEN, "");
}
