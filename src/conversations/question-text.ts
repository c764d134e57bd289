/**
 * A question as it is kept: without empty lines around it. Blanks before its first word stay, where they are an indentation
 * (in code they mean something), and one blank is none.
 */
export function tidyQuestion(text: string): string {
  const begins = text.length - text.trimStart().length;
  const lineStart = begins === 0 ? 0 : text.lastIndexOf("\n", begins - 1) + 1;
  return text.slice(text.slice(lineStart, begins) === " " ? begins : lineStart).trimEnd();
}
