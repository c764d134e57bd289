import { describe, expect, it } from "vitest";
import { files } from "./source-files.ts";

const TOKENS = "src/ui/kit/styles/tokens.css";
const sheets = files.filter(({ path }) => path.startsWith("src/") && path.endsWith(".css"));

/** Every declaration and every condition of a style sheet, comments left out. */
function partsOf(css: string): string[] {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .split(/[{};]/)
    .map((part) => part.trim().replaceAll(/\s+/g, " "))
    .filter((part) => part !== "");
}

/** Parts that `isWrong`, with their style sheet. */
function find(isWrong: (part: string, path: string) => boolean, among = sheets): string[] {
  return among.flatMap(({ path, text }) =>
    partsOf(text).flatMap((part) => (isWrong(part, path) ? [`${path}: ${part}`] : [])),
  );
}

/** Lines, rings, shadows and strokes keep their width beside larger text. 1 px is what one hides from the eyes. */
const FINE = /^(?:border(?!-radius|-\w+-\w+-radius)|outline|box-shadow)|gradient\(|^(?:inline|block)-size: 1px$/;
const isRigid = (part: string) => /\d(?:px|pt|cm|mm|in|pc)\b/.test(part) && !FINE.test(part);

const COLOUR = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|light-dark)a?\(/i;
const isColour = (part: string, path: string) =>
  COLOUR.test(part) && !(path === TOKENS && /^--[\w-]+: light-dark\(#[\da-f]+, #[\da-f]+\)$/.test(part));

/** TeX runs from the left in every language. */
const MATHS = /markdown-maths\.css$/;
const isPhysical = (part: string, path: string) =>
  !MATHS.test(path) &&
  /^(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?:(?:min|max)-)?(?:width|height)|left|right|top|bottom)\b.*:/.test(
    part,
  );

describe("style sheets", () => {
  it("are found, and what is looked for in them too", () => {
    expect(sheets.length).toBeGreaterThan(10);
    const wrong = [
      ".a { padding: 0.5rem 4px; border-radius: 3px; border: 1px solid; }",
      ".b { color: #fff; background: light-dark(#fff, #000); margin-left: 1rem; }",
      "@media (max-width: 480px) { .c { height: 1rem; outline: 2px solid; } }",
    ].join("\n");
    const among = [{ path: "a.css", text: wrong }];
    expect(find(isRigid, among)).toEqual([
      "a.css: padding: 0.5rem 4px",
      "a.css: border-radius: 3px",
      "a.css: @media (max-width: 480px)",
    ]);
    expect(find(isColour, among)).toEqual(["a.css: color: #fff", "a.css: background: light-dark(#fff, #000)"]);
    expect(find(isPhysical, among)).toEqual(["a.css: margin-left: 1rem", "a.css: height: 1rem"]);
    expect(find(isColour, [{ path: TOKENS, text: ":root { --a: #fff; --b: light-dark(#fff, #000); }" }])).toEqual([
      `${TOKENS}: --a: #fff`,
    ]);
  });

  it("size everything but fine lines in rem or by the text, so that larger text enlarges the whole view", () => {
    expect(find(isRigid)).toEqual([]);
  });

  it("name no colour but in the tokens, each for a light and a dark view", () => {
    expect(find(isColour)).toEqual([]);
  });

  it("know the start and the end of a line, and no left and right", () => {
    expect(find(isPhysical)).toEqual([]);
  });
});
