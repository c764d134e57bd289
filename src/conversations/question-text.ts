/**
 * Returns a question as it is stored: without blank lines around it. The indentation of its first line stays, because
 * it means something in code. A single space is no indentation.
 */
export function tidyQuestion(text: string): string {
  const begins = text.length - text.trimStart().length;
  const lineStart = begins === 0 ? 0 : text.lastIndexOf("\n", begins - 1) + 1;
  return text.slice(text.slice(lineStart, begins) === " " ? begins : lineStart).trimEnd();
}
