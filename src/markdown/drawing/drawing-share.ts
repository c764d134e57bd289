/**
 * So many characters of HTML are drawn in one piece, by all answers together. Counted, not timed: a machine that is busy
 * draws in the same pieces as one that is not.
 */
const CHARACTERS = 24_000;

let left = CHARACTERS;
let renewed: Promise<void> | undefined;

/** Takes a part of what may be drawn now; false: nothing is left of it. However much it is, the first may take it. */
export function takeShare(characters: number): boolean {
  if (left < characters && left < CHARACTERS) return false;
  left -= characters;
  void nextShare();
  return true;
}

/** When something may be drawn again: the browser has shown what was drawn, and has taken what a person did. */
export function nextShare(): Promise<void> {
  renewed ??= scheduler.yield().then(() => {
    left = CHARACTERS;
    renewed = undefined;
  });
  return renewed;
}
