import { readableColour } from "./readable-colour.ts";

const SIDES = "top|bottom|left|right";
const LINE = new RegExp(`^border-(${SIDES}):[\\d.]+em (solid|dashed|double)\\s*$`);
const BOX = /^border:[^:]*\bsolid\b/;
const COLOUR = /^color:(#[\da-f]+)$/i;

/**
 * Turns the styles of a formula that change its meaning into classes and attributes, because the allow-list lets no
 * style through: lines in and around tables, boxes, colours, column gaps.
 */
export function stylesToClasses(mathml: string): string {
  return mathml.replace(/<([a-z]+)( [^<>]*)>/g, (_, name: string, attributes: string) => {
    const classes = /\sclass="([^"]*)"/.exec(attributes)?.[1]?.split(" ") ?? [];
    const styles = /\sstyle="([^"]*)"/.exec(attributes)?.[1]?.split(";") ?? [];
    const added = styles.flatMap((style) => classFor(style) ?? []);
    // MathML writes a rule as a space with a background.
    if (name === "mspace" && attributes.includes(" mathbackground=")) added.push("maths-rule");
    const [colour] = styles.flatMap((style) => readableColour(COLOUR.exec(style)?.[1] ?? "") ?? []);
    const rest = attributes.replace(/\s(?:class|style)="[^"]*"/g, "");
    const all = [...classes, ...added];
    const classAttribute = all.length > 0 ? ` class="${all.join(" ")}"` : "";
    const colourAttribute = colour === undefined ? "" : ` mathcolor="${colour}"`;
    return `<${name}${rest}${classAttribute}${colourAttribute}>`;
  });
}

function classFor(style: string): string | undefined {
  const [, side, kind] = LINE.exec(style) ?? [];
  if (side !== undefined) return `maths-line-${side}-${kind}`;
  if (BOX.test(style)) return "maths-box";
  return style === "padding-left:1em" ? "maths-apart" : undefined;
}
