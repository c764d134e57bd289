/** How much stands between two pieces of text: nothing, a line break, or an empty line. */
export type Distance = 0 | 1 | 2;

/** Puts pieces of text together as a reader sees them: white space is one space, and blocks begin on lines of their own. */
export class TextLines {
  #text = "";
  #space = false;
  #breaks = 0;
  /** What the lines of each list item or other block around begin with. */
  readonly #prefixes: string[] = [];
  /** Stands in the place of the innermost prefix on the next line. */
  #marker: string | undefined;

  get text(): string {
    return this.#text;
  }

  /** The character that stands right before what follows; "" at the start of a line. */
  get before(): string {
    return this.#breaks > 0 ? "" : this.#space ? " " : (this.#text.at(-1) ?? "");
  }

  /** What follows is at least this far below what was written. */
  keep(distance: Distance): void {
    this.#breaks = Math.max(this.#breaks, distance);
  }

  /** One more line, as `<br>` does; two in a row leave an empty line. */
  breakLine(): void {
    this.#breaks = Math.min(this.#breaks + 1, 2);
  }

  /** All lines until `leave` begin with white space as long as `marker`; the first one with the marker itself. */
  enter(marker: string): void {
    this.keep(1);
    // An item that begins with another list has no text of its own yet.
    if (this.#marker !== undefined) {
      this.#begin();
      this.#text = this.#text.trimEnd();
    }
    this.keep(1);
    this.#prefixes.push(" ".repeat(marker.length));
    this.#marker = marker;
  }

  leave(): void {
    this.#marker = undefined;
    this.#prefixes.pop();
    this.keep(1);
  }

  /** Text of which white space only parts words. */
  write(text: string): void {
    const words = text.replaceAll(/\s+/g, " ");
    if (words.startsWith(" ")) this.#space = true;
    const trimmed = words.trim();
    if (trimmed === "") return;
    this.#begin();
    if (this.#space && /\S/.test(this.#text.at(-1) ?? " ")) this.#text += " ";
    this.#text += trimmed;
    this.#space = words.endsWith(" ");
  }

  /** Text of which all white space is kept, e.g. code. */
  writeAsIs(text: string): void {
    for (const [index, line] of text.replaceAll(/\r\n?/g, "\n").split("\n").entries()) {
      if (index > 0) this.#breaks += 1;
      if (line === "") continue;
      this.#begin();
      this.#text += line;
    }
    this.#space = false;
  }

  #begin(): void {
    if (this.#breaks === 0 && this.#text !== "") return;
    if (this.#text !== "") this.#text += "\n".repeat(this.#breaks);
    const outer = this.#marker === undefined ? this.#prefixes : this.#prefixes.slice(0, -1);
    this.#text += outer.join("") + (this.#marker ?? "");
    this.#marker = undefined;
    this.#breaks = 0;
    this.#space = false;
  }
}
