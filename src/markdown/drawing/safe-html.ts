const MATHML = "http://www.w3.org/1998/Math/MathML";

/**
 * Presentation MathML only. Without `annotation-xml`, `maction` and `mglyph`, through which HTML could come back in,
 * and without any attribute that holds an address.
 */
const MATHML_ELEMENTS =
  "math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics".split(
    " ",
  );
const MATHML_ATTRIBUTES =
  "data-tex accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop linethickness lspace mathcolor mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset width".split(
    " ",
  );

/** What Markdown needs. Nothing here loads, runs, styles or names anything. */
const ALLOWED: SanitizerConfig = {
  elements: [
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "kbd",
    "li",
    "mark",
    "p",
    "pre",
    "s",
    "section",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "thead",
    "tr",
    "u",
    "ul",
    { name: "a", attributes: ["href"] },
    { name: "ol", attributes: ["start"] },
    { name: "td", attributes: ["align"] },
    { name: "th", attributes: ["align"] },
    ...MATHML_ELEMENTS.map((name) => ({ name, namespace: MATHML, attributes: MATHML_ATTRIBUTES })),
  ],
  attributes: ["class"],
  dataAttributes: false,
  comments: false,
};

/** Created once. From a plain list, the browser would create one for each block, which takes longer than the block. */
let sanitizer: Sanitizer | undefined;

/**
 * Allowed protocols of links. They are checked on the parsed link, because `&#106;avascript:` passes a check on the
 * text.
 */
const LINK_PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * Sets `html` as the content of an element, as far as the allow-list permits. Links open in a new tab without a
 * referrer. A link to anything but the web or mail loses its address.
 */
export function setSafeHtml(element: Element, html: string): void {
  sanitizer ??= new Sanitizer(ALLOWED);
  element.setHTML(html, { sanitizer });
  for (const link of element.querySelectorAll("a")) {
    if (LINK_PROTOCOLS.has(link.protocol)) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      if (link.title === "") link.title = link.href;
    } else link.removeAttribute("href");
  }
}
