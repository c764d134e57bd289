/** Characters that file systems refuse in names, and those that turn the order of letters around. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;
/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** The longest name that all file systems take with an ending and a number: 255 bytes, in UTF-8. */
const MAX_NAME_BYTES = 200;
const MAX_NAME_LENGTH = 120;

/** Saves a file where the person's downloads go. The name is made safe; its ending stays. */
export function download(page: Document, name: string, content: Blob): void {
  const link = page.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = safeName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The name as every file system takes it. What is too long is cut between two characters, never within one. */
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
