const MATHML = "http://www.w3.org/1998/Math/MathML";

/**
 * Presentation alone: `annotation-xml`, `maction` and `mglyph`, through which HTML could come back in, are not among them,
 * and no attribute leads anywhere.
 */
const MATHML_ELEMENTS =
  "math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics".split(
    " ",
  );
const MATHML_ATTRIBUTES =
  "data-tex accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop linethickness lspace mathcolor mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset width".split(
    " ",
  );

/** All that Markdown needs, and nothing that loads, runs, styles or names anything. */
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

/** Made once: from a list the browser would make one with each block, which takes longer than the block. */
let sanitizer: Sanitizer | undefined;

/** Where a link may lead. Checked on the parsed link: a check on the text is passed by `&#106;avascript:`. */
const LINK_PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * Makes `html` the content of an element, in so far as it is on the allow-list. Links open in a new tab and tell the
 * page nothing of where they stood; links that lead elsewhere than the web or mail lose their address.
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
