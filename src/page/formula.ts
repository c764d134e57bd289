/** Writes a formula on one line: its TeX source if the page has it, else the text of its elements. */
export function formulaText(math: Element): string {
  const source = texOf(math) ?? linear(math);
  return source.replaceAll(/\s+/g, " ").trim();
}

/**
 * Whether an element is the drawn form of a formula that the page also holds for machines. Copying both would repeat it
 * letter by letter.
 */
export function isDrawnFormula(element: Element): boolean {
  if (isMathJax(element)) return hasTexBehind(element);
  if (element.getAttribute("aria-hidden") !== "true") return false;
  for (let around = element.parentElement, level = 0; around !== null && level < 2; around = around.parentElement) {
    const math = around.querySelector("math");
    if (math !== null && !element.contains(math)) return true;
    level += 1;
  }
  return false;
}

/** Whether a picture shows a formula. Its description is the formula. */
export function isFormulaPicture(image: Element): boolean {
  return /math|tex\b|equation|formula/i.test(image.getAttribute("class") ?? "");
}

/** Removes the size commands around TeX. */
export function plainTex(tex: string): string {
  const inner = /^\s*\{\\(?:displaystyle|textstyle)\b([\s\S]*)\}\s*$/.exec(tex)?.[1] ?? tex;
  return inner.replaceAll(/\s+/g, " ").trim();
}

function texOf(math: Element): string | undefined {
  const note = math.querySelector('annotation[encoding="application/x-tex"], annotation[encoding="TeX"]');
  const tex = note?.textContent ?? math.getAttribute("alttext");
  return tex ? plainTex(tex) : undefined;
}

/** Whether the TeX source follows a drawn formula, where MathJax 2 keeps it. */
function hasTexBehind(element: Element): boolean {
  let next = element.nextElementSibling;
  while (next !== null && isMathJax(next)) next = next.nextElementSibling;
  return next !== null && isTexSource(next);
}

function isMathJax(element: Element): boolean {
  return element.getAttribute("class")?.startsWith("MathJax") === true;
}

/** Whether an element holds the TeX source of a formula drawn by MathJax 2. */
export function isTexSource(element: Element): boolean {
  return element.localName === "script" && element.getAttribute("type")?.startsWith("math/tex") === true;
}

function linear(element: Element): string {
  const [first = "", second = "", third = ""] = Array.from(element.children, linear);
  switch (element.localName) {
    case "msup":
    case "mover":
      return `${first}^${grouped(second)}`;
    case "msub":
    case "munder":
      return `${first}_${grouped(second)}`;
    case "msubsup":
    case "munderover":
      return `${first}_${grouped(second)}^${grouped(third)}`;
    case "mfrac":
      return `${grouped(first)}/${grouped(second)}`;
    case "msqrt":
      return `√(${Array.from(element.children, linear).join("")})`;
    case "mroot":
      return `root(${first}, ${second})`;
    case "mtable":
      return Array.from(element.children, linear).join("; ");
    case "mtr":
      return Array.from(element.children, linear).join(", ");
    case "mspace":
      return " ";
    case "annotation":
    case "annotation-xml":
      return "";
    default:
      return element.children.length === 0
        ? (element.textContent ?? "")
            .trim()
            .replaceAll(/[\u2061-\u2063]/g, "")
            .replaceAll("\u2064", " ")
        : Array.from(element.children, linear).join("");
  }
}

function grouped(text: string): string {
  return /^(?:[\p{L}\p{N}]+|.?)$/u.test(text) ? text : `(${text})`;
}
