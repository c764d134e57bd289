/**
 * How many characters of HTML all answers together may draw before the browser gets a turn. A count and no time limit:
 * a busy machine draws the same pieces as an idle one.
 */
const CHARACTERS = 24_000;

let left = CHARACTERS;
let renewed: Promise<void> | undefined;

/**
 * Takes a part of what may be drawn now. The first caller gets its part whatever its length.
 * @returns false if too little is left
 */
export function takeShare(characters: number): boolean {
  if (left < characters && left < CHARACTERS) return false;
  left -= characters;
  void nextShare();
  return true;
}

/** Resolves when drawing may continue: the browser has painted and handled input. */
export function nextShare(): Promise<void> {
  renewed ??= scheduler.yield().then(() => {
    left = CHARACTERS;
    renewed = undefined;
  });
  return renewed;
}
