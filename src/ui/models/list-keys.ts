/** How many options Page Up and Page Down pass. */
const PAGE = 10;

/**
 * Returns the index of the option that a key leads to; undefined if it leads nowhere.
 * @param active the index of the option that is active now
 * @param isTyped whether letters are typed into a text box. Otherwise a letter leads to the next option that begins with it
 */
export function moveTo(key: string, active: number, labels: readonly string[], isTyped: boolean): number | undefined {
  const last = labels.length - 1;
  if (last < 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, active + 1);
    case "ArrowUp":
      return Math.max(0, active - 1);
    case "PageDown":
      return Math.min(last, active + PAGE);
    case "PageUp":
      return Math.max(0, active - PAGE);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return isTyped || Array.from(key).length !== 1 ? undefined : nextWith(key, active, labels);
  }
}

function nextWith(letter: string, active: number, labels: readonly string[]): number | undefined {
  const wanted = letter.toLocaleLowerCase();
  const begins = (label: string | undefined) => label?.toLocaleLowerCase().startsWith(wanted) === true;
  for (let step = 1; step <= labels.length; step += 1) {
    const index = (active + step) % labels.length;
    if (begins(labels[index])) return index;
  }
  return undefined;
}
