/** Characters that file systems refuse in names, and the longest name that all of them take with an ending. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]+/gu;
const MAX_NAME_LENGTH = 120;

/** Saves a file where the person's downloads go. The name is made safe; its ending stays. */
export function download(page: Document, name: string, content: Blob): void {
  const dot = name.lastIndexOf(".");
  const base = name.slice(0, dot).replace(FORBIDDEN, " ").trim().slice(0, MAX_NAME_LENGTH) || "sidenote";
  const link = page.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = base + name.slice(dot);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
