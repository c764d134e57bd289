/** Characters that file systems refuse in names, and direction marks, which would disguise a name. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;
/** Names that Windows reserves for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** Longest name in UTF-8 bytes. All file systems take 255, which leaves room for an ending and a number. */
const MAX_NAME_BYTES = 200;
const MAX_NAME_LENGTH = 120;

/** Saves a file in the person's downloads folder, under a safe form of the name. */
export function download(page: Document, name: string, content: Blob): void {
  const link = page.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = safeName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Returns a name that every file system takes. Cuts long names between characters, never within one, and keeps the
 * ending. "sidenote" replaces an empty or reserved name.
 */
export function safeName(name: string): string {
  const dot = name.lastIndexOf(".");
  const base = cut(name.slice(0, dot).replace(FORBIDDEN, " ").replaceAll(/\s+/g, " ").trim()).replace(
    /^\.+|[.\s]+$/g,
    "",
  );
  return (base === "" || DEVICE.test(base) ? "sidenote" : base) + name.slice(dot);
}

function cut(name: string): string {
  let kept = "";
  const encoder = new TextEncoder();
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    const longer = kept + segment;
    if (longer.length > MAX_NAME_LENGTH || encoder.encode(longer).length > MAX_NAME_BYTES) break;
    kept = longer;
  }
  return kept;
}
