/** The least distance between two pieces of text: 0 none, 1 a line break, 2 an empty line. */
export type Distance = 0 | 1 | 2;

/** Joins pieces of text as a reader sees them: white space becomes one space, and blocks begin on their own lines. */
export class TextLines {
  #text = "";
  #space = false;
  #breaks = 0;
  /** The line prefix of each enclosing list item or block. */
  readonly #prefixes: string[] = [];
  /** Replaces the innermost prefix on the next line. */
  #marker: string | undefined;

  get text(): string {
    return this.#text;
  }

  /** The character before what follows. "" at the start of a line. */
  get before(): string {
    return this.#breaks > 0 ? "" : this.#space ? " " : (this.#text.at(-1) ?? "");
  }

  /** Keeps at least this distance before what follows. */
  keep(distance: Distance): void {
    this.#breaks = Math.max(this.#breaks, distance);
  }

  /** Adds a line break, as `<br>` does. Two in a row leave an empty line; more do not. */
  breakLine(): void {
    this.#breaks = Math.min(this.#breaks + 1, 2);
  }

  /** Indents all lines until `leave` by the length of `marker`. The first line begins with the marker itself. */
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

  /** Writes text whose white space only separates words. */
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

  /** Writes text with all its white space, such as code. */
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
